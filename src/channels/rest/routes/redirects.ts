import { z } from 'zod';
import { addRedirect, listRedirects, removeRedirect } from '#modules/knowledge/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { status } from '../texts.ts';

const slug = z.string().trim().min(1).max(200);
const cursorSchema = z
	.string()
	.max(300)
	.regex(/^[^/]+\/./, 'is not of this list')
	.transform((text) => ({ lang: text.slice(0, text.indexOf('/')), slug: text.slice(text.indexOf('/') + 1) }));

export const redirectRoutes = [
	read({
		method: 'GET',
		path: '/redirects',
		tag: 'Organising',
		summary: 'Addresses that lead to an article’s present one',
		access: 'knowledge:read',
		query: pageQuery.extend({ cursor: cursorSchema.optional(), q: z.string().max(200).optional() }),
		reply: pageOf(
			z.object({
				lang: z.string(),
				slug: z.string(),
				to: z.string().meta({ description: 'The slug it leads to' }),
				title: z.string(),
				status: status.meta({ description: 'Only published ones are reached' }),
				article_id: z.string(),
				translation_id: z.string(),
				created_at: z.string(),
			}),
		),
		handle: async ({ app, actor, query: { cursor, limit, q } }) => {
			const rows = await listRedirects(app.database.db, actor, { after: cursor, limit, q });
			return page(
				rows.map((row) => ({ ...row, id: `${row.lang}/${row.slug}` })),
				limit,
				(row) => ({
					lang: row.lang,
					slug: row.slug,
					to: row.to,
					title: row.title,
					status: row.status,
					article_id: row.article_id,
					translation_id: row.translation_id,
					created_at: row.created_at.toISOString(),
				}),
			);
		},
	}),
	write({
		method: 'POST',
		path: '/redirects',
		tag: 'Organising',
		summary: 'Let an address lead to a translation, wherever that moves',
		access: 'knowledge:write',
		status: 201,
		body: z.strictObject({ lang: langSchema, slug, translation_id: idSchema }),
		reply: z.object({ lang: z.string(), slug: z.string() }),
		handle: (tx, { actor, body }) => addRedirect(tx, actor, body),
	}),
	command({
		method: 'DELETE',
		path: '/redirects/{lang}/{slug}',
		tag: 'Organising',
		summary: 'Take a redirect away',
		access: 'knowledge:write',
		params: z.object({ lang: langSchema, slug }),
		handle: (tx, { actor, params }) => removeRedirect(tx, actor, params),
	}),
];
