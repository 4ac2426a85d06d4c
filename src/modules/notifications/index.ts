export { deliver, deliverJob, type Outbox } from './deliver.ts';
export { eraseNotifications } from './erase-notifications.ts';
export { notificationEvents } from './events.ts';
export { notify } from './notify.ts';
export { outboxState } from './queries.ts';
export { ownerEmail } from './settings.ts';
export { sendTestMail } from './send-test.ts';
export { wake, wakeJob } from './wake.ts';
export { noticeOfConversation } from './subscribers.ts';
