import { z } from 'zod';
import { listCollections, putCollection } from '#modules/knowledge/index.ts';
import { read, write } from '../route.ts';
import { langSchema } from '../schemas.ts';

const externalId = z.string().trim().min(1).max(200);

export const collectionRoutes = [
	read({
		method: 'GET',
		path: '/collections',
		tag: 'Knowledge',
		summary: 'List the collections with the number of published articles',
		access: 'anyone',
		query: z.object({ lang: langSchema.optional() }),
		reply: z.object({
			items: z.array(
				z.object({
					external_id: z.string(),
					parent: z.string().nullable(),
					title: z.string(),
					description: z.string(),
					articles: z.number(),
				}),
			),
			next_cursor: z.null(),
		}),
		handle: async ({ app, query }) => ({
			items: await listCollections(app.database.db, query.lang ? [query.lang] : []),
			next_cursor: null,
		}),
	}),
	write({
		method: 'PUT',
		path: '/collections/{external_id}',
		tag: 'Knowledge',
		summary: 'Make or change a collection',
		access: 'knowledge:write',
		params: z.object({ external_id: externalId }),
		body: z.strictObject({
			parent: externalId.optional(),
			position: z.number().int().min(0).max(100_000).optional(),
			texts: z
				.array(
					z.strictObject({
						lang: langSchema,
						title: z.string().trim().min(1).max(200),
						description: z.string().max(1_000).optional(),
					}),
				)
				.max(50)
				.default([]),
		}),
		reply: z.object({ id: z.string(), external_id: z.string() }),
		handle: async (tx, { actor, params, body }) => ({
			id: await putCollection(tx, actor, { ...body, external_id: params.external_id }),
			external_id: params.external_id,
		}),
	}),
];
