import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { makeCollection, moveCollection, nameCollection, preferenceOf, readTree } from '#modules/knowledge/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, langSchema } from '../schemas.ts';

const counts = z.object({
	all: z.number(),
	draft: z.number(),
	published: z.number(),
	archived: z.number(),
	changed: z.number().meta({ description: 'With a working copy over what is published' }),
});

const names = z.object({ lang: z.string(), title: z.string(), description: z.string() });

const title = z.string().trim().max(200);
const texts = z
	.array(
		z.strictObject({ lang: langSchema, title: title.min(1), description: z.string().trim().max(1_000).optional() }),
	)
	.min(1)
	.max(50);

export const knowledgeTreeRoutes = [
	read({
		method: 'GET',
		path: '/knowledge/tree',
		tag: 'Organising',
		summary: 'The collections in two levels with how many articles of which state stand in each',
		access: 'knowledge:read',
		query: z.object({ titles_in: langSchema.optional() }),
		reply: z.object({
			collections: z.array(
				z.object({
					id: z.string(),
					external_id: z.string(),
					parent_id: z.string().nullable(),
					title: z.string(),
					description: z.string(),
					texts: z.array(names),
					articles: counts.meta({ description: 'Its own, without those of the collections in it' }),
				}),
			),
			without: counts.meta({ description: 'Articles in no collection' }),
			trashed: z.number(),
		}),
		handle: ({ app, actor, query }) => {
			const fallback = app.settings.get(defaultLang);
			return readTree(app.database.db, actor, preferenceOf(query.titles_in ?? fallback, fallback));
		},
	}),
	write({
		method: 'POST',
		path: '/knowledge/collections',
		tag: 'Organising',
		summary: 'Make a collection after its neighbours',
		access: 'knowledge:write',
		status: 201,
		body: z.strictObject({ parent_id: idSchema.nullable().default(null), texts }),
		reply: z.object({ id: z.string() }),
		handle: async (tx, { actor, body }) => ({ id: await makeCollection(tx, actor, body) }),
	}),
	command({
		method: 'PATCH',
		path: '/knowledge/collections/{id}',
		tag: 'Organising',
		summary: 'Name and describe a collection in some languages; an empty title takes a language away',
		access: 'knowledge:write',
		params: z.object({ id: idSchema }),
		body: z.strictObject({
			texts: z
				.array(z.strictObject({ lang: langSchema, title, description: z.string().trim().max(1_000).optional() }))
				.min(1)
				.max(50),
		}),
		handle: (tx, { actor, params, body }) => nameCollection(tx, actor, { ...params, ...body }),
	}),
	command({
		method: 'PUT',
		path: '/knowledge/collections/{id}/place',
		tag: 'Organising',
		summary: 'Move a collection into another or to the top, before one of its new neighbours or after all',
		access: 'knowledge:write',
		params: z.object({ id: idSchema }),
		body: z.strictObject({ parent_id: idSchema.nullable(), before: idSchema.nullable().optional() }),
		handle: (tx, { actor, params, body }) => moveCollection(tx, actor, { ...params, ...body }),
	}),
];
