import { z } from 'zod';
import { template } from '../template.ts';

/** To the customer: their words arrived, under this reference. */
export const conversationReceived = template({
	args: z.strictObject({ reference: z.string(), message: z.string() }),
	subject: ({ say }, { reference }) => say('mail_received_subject', { reference }),
	blocks: ({ say, brand }, { reference, message }) => [
		{ kind: 'heading', text: say('mail_received_heading', {}) },
		{ kind: 'text', text: say('mail_received_intro', { brand }) },
		{ kind: 'quote', label: say('mail_received_wrote', {}), text: message },
		{ kind: 'facts', rows: [[say('mail_reference', {}), reference]] },
		{ kind: 'note', text: say('mail_received_keep', {}) },
		{ kind: 'note', text: say('mail_received_not_you', {}) },
	],
});
