import { z } from 'zod';
import { template } from '../template.ts';

const args = z.strictObject({ name: z.string(), url: z.url() });

/** To a new colleague: the link by which they join. */
export const memberInvited = template({
	args,
	secret: true,
	subject: ({ say, brand }) => say('mail_invited_subject', { brand }),
	blocks: ({ say, brand }, { name, url }) => [
		{ kind: 'heading', text: say('mail_invited_heading', { name }) },
		{ kind: 'text', text: say('mail_invited_intro', { brand }) },
		{ kind: 'button', text: say('mail_invited_join', {}), url },
		{ kind: 'note', text: say('mail_invited_once', {}) },
	],
});

/** To a colleague who cannot sign in: the link by which they choose a new password. */
export const memberPassword = template({
	args,
	secret: true,
	subject: ({ say, brand }) => say('mail_password_subject', { brand }),
	blocks: ({ say }, { name, url }) => [
		{ kind: 'heading', text: say('mail_password_heading', { name }) },
		{ kind: 'text', text: say('mail_password_intro', {}) },
		{ kind: 'button', text: say('mail_password_choose', {}), url },
		{ kind: 'note', text: say('mail_password_not_you', {}) },
	],
});
