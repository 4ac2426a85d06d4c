import { z } from 'zod';
import { sortingOf } from '#modules/inbox/index.ts';
import { tagShape } from '../inbox-shapes.ts';
import { read } from '../route.ts';
import { idSchema } from '../schemas.ts';

export const sortingRoutes = [
	read({
		method: 'GET',
		path: '/conversations/{id}/sorting',
		tag: 'Inbox',
		summary: 'The tags of a conversation, and the team that looks after it',
		access: 'conversations:read',
		params: z.object({ id: idSchema }),
		reply: z.object({
			tags: z.array(tagShape),
			team: z.object({ id: z.string(), name: z.string() }).nullable(),
		}),
		handle: async ({ app, actor, params: { id } }) => sortingOf(app.database.db, actor, id),
	}),
];
