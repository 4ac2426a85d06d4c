import { z } from 'zod';
import type { Block } from '../render/blocks.ts';
import { template } from '../template.ts';

/** To the owner: a customer came to the end of self-service and wrote. */
export const conversationOpened = template({
	args: z.strictObject({
		reference: z.string(),
		subject: z.string(),
		message: z.string(),
		/** As they typed it: the owner must hear of them even if it is none. */
		customer_email: z.string().optional(),
		customer_lang: z.string(),
		asked: z.array(z.string()),
		seen: z.array(z.strictObject({ title: z.string(), url: z.string().optional() })),
		/** The conversation itself, where more than a mail holds can be read. */
		url: z.string(),
	}),
	subject: ({ say }, { reference, subject }) => say('mail_opened_subject', { reference, subject }),
	replyTo: ({ customer_email }) => addressOf(customer_email),
	blocks: ({ say, languageName }, args) => [
		{ kind: 'heading', text: say('mail_opened_heading', {}) },
		{ kind: 'text', text: say('mail_opened_intro', {}) },
		{ kind: 'quote', label: say('mail_opened_wrote', {}), text: args.message },
		...list(
			say('mail_opened_asked', {}),
			args.asked.map((text) => ({ text })),
		),
		...list(
			say('mail_opened_seen', {}),
			args.seen.map(({ title, url }) => ({ text: title, url })),
		),
		{
			kind: 'facts',
			rows: [
				[say('mail_opened_from', {}), args.customer_email ?? say('mail_opened_nobody', {})],
				[say('mail_opened_language', {}), languageName(args.customer_lang)],
				[say('mail_reference', {}), args.reference],
			],
		},
		{ kind: 'button', text: say('mail_opened_open', {}), url: args.url },
		{
			kind: 'note',
			text: addressOf(args.customer_email) ? say('mail_opened_reply', {}) : say('mail_opened_no_reply', {}),
		},
	],
});

const addressOf = (typed: string | undefined) => z.email().safeParse(typed).data;

/** Nothing at all when there are no items. */
function list(label: string, items: { text: string; url?: string | undefined }[]): Block[] {
	return items.length > 0 ? [{ kind: 'list', label, items }] : [];
}
