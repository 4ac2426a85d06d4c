import { z } from 'zod';
import { filterSchema, searchSaid } from '#modules/inbox/index.ts';
import { inboxItem, presentItem } from '../inbox-shapes.ts';
import { read } from '../route.ts';
import { idSchema, pageOf } from '../schemas.ts';

const found = z.object({
	id: z.string(),
	author: z.enum(['customer', 'assistant', 'agent', 'system']),
	kind: z.enum(['message', 'note', 'notice']),
	at: z.string(),
	excerpt: z.string(),
	marks: z
		.array(z.tuple([z.number(), z.number()]))
		.meta({ description: 'Where in the excerpt the words stand: from and to, in UTF-16 units' }),
});

export const inboxSearchRoutes = [
	read({
		method: 'GET',
		path: '/inbox/search',
		tag: 'Inbox',
		summary:
			'Conversations in which these words were said, the newest first; also by whom they are from and what they are called by. Without a view all are searched',
		access: 'conversations:read',
		query: filterSchema.omit({ sort: true }).extend({
			q: z.string().trim().min(1).max(200).meta({ description: 'The last word may be a beginning' }),
			cursor: idSchema.optional().meta({ description: 'The `next_cursor` of the page before' }),
			limit: z.coerce.number().int().min(1).max(50).default(25),
		}),
		reply: pageOf(
			inboxItem.extend({
				found: found
					.nullable()
					.meta({ description: 'The newest message that says it; null: found by person or reference' }),
			}),
		),
		handle: async ({ app, actor, query: { q, cursor, limit, ...filter } }) => {
			const wanted = { q, filter, cursor, limit, at: app.clock() };
			const { items, next_cursor } = await searchSaid(app.database.db, actor, wanted);
			return {
				items: items.map(({ found: message, ...item }) => ({
					...presentItem(item),
					found: message && { ...message, at: message.at.toISOString() },
				})),
				next_cursor,
			};
		},
	}),
];
