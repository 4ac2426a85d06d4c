import { z } from 'zod';
import { template } from '../template.ts';

/** To the customer: their words arrived, under this reference. */
export const conversationReceived = template({
	// Mails that were queued by an older program have no way in.
	args: z.strictObject({ reference: z.string(), message: z.string(), url: z.url().optional() }),
	secret: true,
	subject: ({ say }, { reference }) => say('mail_received_subject', { reference }),
	blocks: ({ say, brand }, { reference, message, url }) => [
		{ kind: 'heading', text: say('mail_received_heading', {}) },
		{ kind: 'text', text: say('mail_received_intro', { brand }) },
		{ kind: 'quote', label: say('mail_received_wrote', {}), text: message },
		{ kind: 'facts', rows: [[say('mail_reference', {}), reference]] },
		...(url ? [{ kind: 'button' as const, text: say('mail_received_open', {}), url }] : []),
		{ kind: 'note', text: say('mail_received_keep', {}) },
		...(url ? [{ kind: 'note' as const, text: say('mail_received_private', {}) }] : []),
		{ kind: 'note', text: say('mail_received_not_you', {}) },
	],
});
