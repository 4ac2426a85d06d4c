export { emailChannel } from './channel.ts';
export { mailFrom, smtpUrl } from './settings.ts';
