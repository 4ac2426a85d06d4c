import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

const payload = z.strictObject({ template: z.string(), channel: z.string(), attempts: z.number() });

export const notificationSent = defineEvent({ name: 'notification.sent', v: 1, subject: 'notification', payload });

/** Given up: the outside world refused it for good, or for a whole day. */
export const notificationFailed = defineEvent({ name: 'notification.failed', v: 1, subject: 'notification', payload });

export const notificationEvents = [notificationSent, notificationFailed] as const;
