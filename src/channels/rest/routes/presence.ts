import { z } from 'zod';
import { bePresent, leave, PLACES } from '#modules/knowledge/index.ts';
import { command, write } from '../route.ts';
import { idSchema, langSchema } from '../schemas.ts';
import { person } from '../texts.ts';

const PRESENCE = '/articles/{article_id}/presence';
const tab = z.string().min(1).max(40);

export const presentPerson = person.extend({
	tab: z.string(),
	lang: z.string(),
	place: z.string(),
	block: z.string().nullable(),
	seen_at: z.string(),
});

export const presenceRoutes = [
	write({
		method: 'PUT',
		path: PRESENCE,
		tag: 'Writing',
		summary:
			'Say where you are in an article, at least every 30 seconds, and hear who else is there and how the text stands',
		access: 'knowledge:write',
		params: z.object({ article_id: idSchema }),
		body: z.strictObject({
			tab: tab.meta({ description: 'Any name that tells this browser tab from others of the same person' }),
			lang: langSchema,
			place: z.enum(PLACES),
			block: z.string().max(40).nullish(),
		}),
		reply: z.object({
			revision: z.number(),
			version: z.number(),
			has_incoming: z.boolean(),
			people: z.array(presentPerson),
		}),
		handle: (tx, { actor, params, body }) => bePresent(tx, actor, { ...params, ...body }),
	}),
	command({
		method: 'DELETE',
		path: PRESENCE,
		tag: 'Writing',
		summary: 'Say that a tab was closed',
		access: 'knowledge:write',
		params: z.object({ article_id: idSchema }),
		query: z.object({ tab }),
		handle: (tx, { actor, params, query }) => leave(tx, actor, { ...params, ...query }),
	}),
];
