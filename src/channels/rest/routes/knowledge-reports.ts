import { z } from 'zod';
import { bareImages, brokenLinks, duplicates, outsideLinks } from '#modules/knowledge/index.ts';
import { read } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';

/** `<id>:<number>`, or `<number>:<id>:<id>`. */
const linkCursor = z
	.string()
	.regex(/^[0-9a-f-]{36}:\d{1,9}$/)
	.transform((text) => ({ id: text.slice(0, 36), position: Number(text.slice(37)) }))
	.refine(({ id }) => idSchema.safeParse(id).success, 'is not of this list');
const twinCursor = z
	.string()
	.regex(/^[01](?:\.\d{1,20})?:[0-9a-f-]{36}:[0-9a-f-]{36}$/)
	.transform((text) => ({ similarity: Number(text.slice(0, -74)), key: text.slice(-73) }));

const spot = z.object({
	article_id: z.string(),
	translation_id: z.string(),
	lang: z.string(),
	title: z.string(),
	block: z.string().meta({ description: 'The block of the text in which it stands' }),
});

const side = z.object({
	article_id: z.string(),
	translation_id: z.string(),
	title: z.string(),
	part: z.string().meta({ description: '`title`, `question:2` or `passage:0`' }),
});

export const knowledgeReportRoutes = [
	read({
		method: 'GET',
		path: '/knowledge/reports/broken-links',
		tag: 'Organising',
		summary: 'Links in texts that lead customers nowhere, each with its place',
		access: 'knowledge:read',
		query: pageQuery.extend({ cursor: linkCursor.optional() }),
		reply: pageOf(
			spot.extend({
				address: z.string(),
				trouble: z.enum(['missing', 'unpublished', 'in_trash', 'anchor', 'file_gone']),
			}),
		),
		handle: async ({ app, actor, query: { cursor, limit } }) => {
			const rows = await brokenLinks(app.database.db, actor, { after: cursor, limit });
			const withIds = rows.map((row) => ({ ...row, id: `${row.translation_id}:${row.position}` }));
			return page(withIds, limit, ({ article_id, translation_id, lang, title, block, address, trouble }) => ({
				article_id,
				translation_id,
				lang,
				title,
				block,
				address,
				trouble,
			}));
		},
	}),
	read({
		method: 'GET',
		path: '/knowledge/reports/outside-links',
		tag: 'Organising',
		summary: 'Addresses of others that texts name; nobody looks whether they answer',
		access: 'knowledge:read',
		query: pageQuery.extend({ cursor: z.string().max(10_000).optional() }),
		reply: pageOf(
			z.object({
				address: z.string(),
				count: z.number(),
				spots: z.array(spot).meta({ description: 'Up to ten' }),
			}),
		),
		handle: async ({ app, actor, query: { cursor, limit } }) => {
			const rows = await outsideLinks(app.database.db, actor, { after: cursor, limit });
			return page(
				rows.map((row) => ({ ...row, id: row.address })),
				limit,
				({ address, count, spots }) => ({ address, count, spots }),
			);
		},
	}),
	read({
		method: 'GET',
		path: '/knowledge/reports/duplicates',
		tag: 'Organising',
		summary: 'Articles of one language that say the same, the most similar first',
		access: 'knowledge:read',
		query: pageQuery.extend({ cursor: twinCursor.optional(), lang: langSchema.optional() }),
		reply: pageOf(
			z.object({
				similarity: z.number().meta({ description: '0..1, of their most similar parts' }),
				lang: z.string(),
				sides: z.array(side).length(2),
				shared: z.array(
					z.object({
						parts: z.array(z.string()).length(2),
						similarity: z.number(),
						text: z.string().meta({ description: 'How it begins' }),
					}),
				),
			}),
		),
		handle: async ({ app, actor, query: { cursor, limit, lang } }) => {
			const rows = await duplicates(app.database.db, actor, { after: cursor, limit, lang });
			return page(
				rows.map((row) => ({ ...row, id: `${row.similarity}:${row.key}` })),
				limit,
				({ similarity, lang: tag, sides, shared }) => ({ similarity, lang: tag, sides, shared }),
			);
		},
	}),
	read({
		method: 'GET',
		path: '/knowledge/reports/bare-images',
		tag: 'Organising',
		summary: 'Texts with pictures that have no description',
		access: 'knowledge:read',
		query: pageQuery,
		reply: pageOf(
			spot.omit({ block: true }).extend({ images: z.array(z.object({ block: z.string(), src: z.string() })) }),
		),
		handle: async ({ app, actor, query: { cursor, limit } }) =>
			page(await bareImages(app.database.db, actor, { after: cursor, limit }), limit, (row) => ({
				article_id: row.article_id,
				translation_id: row.id,
				lang: row.lang,
				title: row.draft_title ?? row.title,
				images: row.images,
			})),
	}),
];
