import { z } from 'zod';
import { template } from '../template.ts';

/** To a member who is named in a note and has not seen it. */
export const mention = template({
	args: z.strictObject({
		/** Nobody where a program wrote it. */
		by: z.string().nullable(),
		reference: z.string(),
		subject: z.string(),
		text: z.string(),
		url: z.string(),
	}),
	subject: ({ say }, { by, reference }) =>
		by ? say('mail_mention_subject', { name: by, reference }) : say('mail_mention_heading', {}),
	blocks: ({ say }, { reference, subject, text, url }) => [
		{ kind: 'heading', text: say('mail_mention_heading', {}) },
		{ kind: 'quote', label: say('mail_mention_note', {}), text },
		{
			kind: 'facts',
			rows: [
				...(subject ? [[say('mail_mention_about', {}), subject] as [string, string]] : []),
				[say('mail_reference', {}), reference],
			],
		},
		{ kind: 'button', text: say('mail_opened_open', {}), url },
		{ kind: 'note', text: say('mail_mention_why', {}) },
	],
});
