import { z } from 'zod';
import { template } from '../template.ts';

/** To whoever answers for articles: the day has come to look whether they are still right. */
export const reviewDue = template({
	args: z.strictObject({
		articles: z.array(z.strictObject({ title: z.string(), review_by: z.iso.date(), url: z.string() })).min(1),
		/** How many there are beside those listed. */
		more: z.number().int().min(0),
	}),
	subject: ({ say }, { articles, more }) => say('mail_review_subject', { count: articles.length + more }),
	blocks: ({ say, day }, { articles, more }) => [
		{ kind: 'heading', text: say('mail_review_heading', {}) },
		{ kind: 'text', text: say('mail_review_intro', {}) },
		{
			kind: 'list',
			label: say('mail_review_due', {}),
			items: articles.map(({ title, review_by, url }) => ({
				text: say('mail_review_item', { title, date: day(review_by) }),
				url,
			})),
		},
		...(more > 0 ? [{ kind: 'text' as const, text: say('mail_review_more', { count: more }) }] : []),
		{ kind: 'note', text: say('mail_review_why', {}) },
	],
});
