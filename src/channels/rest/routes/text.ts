import { z } from 'zod';
import { converse } from '#channels/text/converse.ts';
import { authorise } from '#core/access.ts';
import { LONGEST_MESSAGE, MESSAGES_A_MINUTE } from '#modules/conversations/index.ts';
import { read } from '../route.ts';
import { langSchema } from '../schemas.ts';

export const textRoutes = [
	read({
		method: 'POST',
		path: '/text',
		tag: 'Conversations',
		summary: 'Converse in plain text: one message, and what is said to it, with numbers to choose by',
		access: 'anyone',
		limit: MESSAGES_A_MINUTE,
		body: z.strictObject({
			text: z.string().trim().min(1).max(LONGEST_MESSAGE),
			lang: langSchema.optional(),
			client_id: z.string().min(1).max(64).optional().meta({ description: 'Sent again, it is the same message' }),
			time_zone: z.string().max(64).optional().meta({ description: 'IANA; for words such as "tomorrow at 9"' }),
		}),
		reply: z.object({ text: z.string(), conversation_id: z.string() }),
		handle: async ({ app, actor, body }) => {
			authorise(actor.kind === 'customer' && actor.id !== '', actor);
			return converse(app, actor, body);
		},
	}),
];
