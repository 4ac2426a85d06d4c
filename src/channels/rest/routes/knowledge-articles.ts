import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { dayIn } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import { filterSchema, type ListedArticle, listArticleRows, preferenceOf } from '#modules/knowledge/index.ts';
import { read } from '../route.ts';
import { langSchema, pageQuery } from '../schemas.ts';
import { status } from '../texts.ts';

const translation = z.object({
	id: z.string(),
	lang: z.string(),
	title: z.string(),
	status: status.meta({ description: 'What it was, where the article is in the trash' }),
	version: z.number(),
	source: z.enum(['import', 'staff']),
	has_draft: z.boolean(),
	publish_at: z.string().nullable(),
	updated_at: z.string(),
});

const listedArticle = z.object({
	id: z.string(),
	external_id: z.string(),
	collection_id: z.string().nullable(),
	title: z.string(),
	lang: z.string(),
	owner_id: z.string().nullable(),
	review_by: z.string().nullable(),
	trashed_at: z.string().nullable(),
	updated_at: z.string(),
	translations: z.array(translation),
	match: z.object({ lang: z.string(), title: z.string(), excerpt: z.string() }).nullable(),
});

const iso = (at: Date | null) => at?.toISOString() ?? null;

export const presentArticle = ({ trashed_at, updated_at, translations, ...article }: ListedArticle) => ({
	id: article.id,
	external_id: article.external_id,
	collection_id: article.collection_id,
	title: article.title,
	lang: article.lang,
	owner_id: article.owner_id,
	review_by: article.review_by,
	trashed_at: iso(trashed_at),
	updated_at: updated_at.toISOString(),
	translations: translations.map((row) => ({
		id: row.id,
		lang: row.lang,
		title: row.title,
		status: row.status,
		version: row.version,
		source: row.source,
		has_draft: row.has_draft,
		publish_at: iso(row.publish_at),
		updated_at: row.updated_at.toISOString(),
	})),
	match: article.match,
});

export const knowledgeArticleRoutes = [
	read({
		method: 'GET',
		path: '/knowledge/articles',
		tag: 'Organising',
		summary: 'Articles in all states, each once with its translations: filtered, sorted, searched while typing',
		access: 'knowledge:read',
		query: filterSchema.extend({
			titles_in: langSchema.optional().meta({ description: 'The language of the titles, where an article has it' }),
			cursor: z.string().max(2_000).optional().meta({ description: 'The `next_cursor` of the page before' }),
			limit: pageQuery.shape.limit,
		}),
		reply: z.object({ items: z.array(listedArticle), next_cursor: z.string().nullable(), total: z.number() }),
		handle: async ({ app, actor, query: { titles_in, cursor, limit, ...filter } }) => {
			const fallback = app.settings.get(defaultLang);
			const prefer = preferenceOf(titles_in ?? fallback, fallback);
			const today = dayIn(app.settings.get(timeZone), app.clock());
			const list = await listArticleRows(app.database.db, actor, { filter, cursor, limit, prefer, today });
			return { ...list, items: list.items.map(presentArticle) };
		},
	}),
];
