import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { catchUp, listTranslations, makeArticle, makeTranslation, readSource } from '#modules/knowledge/index.ts';
import { read, write } from '../route.ts';
import { idSchema, langSchema } from '../schemas.ts';
import { bodySchema, shownBody, status, TRANSLATION, translationParams } from '../texts.ts';

const TRANSLATIONS = '/articles/{article_id}/translations';
const externalId = z.string().trim().min(1).max(200);
const version = z.number().int().min(0).max(2_147_483_647);

const listed = z.object({
	translation_id: z.string(),
	lang: z.string(),
	title: z.string(),
	slug: z.string(),
	status,
	version: z.number(),
	has_draft: z.boolean(),
	updated_at: z.string(),
	is_source: z.boolean(),
	behind: z.number().nullable().meta({ description: 'Paragraphs of the source that changed since; null: not known' }),
});

const behind = z.object({
	is_tracked: z.boolean(),
	changes: z.array(
		z.object({
			id: z.string(),
			kind: z.enum(['changed', 'added', 'removed']),
			version: z.number().nullable().meta({ description: 'Of the source, with which the translation agrees there' }),
			old: z.string().nullable(),
			new: z.string().nullable(),
		}),
	),
	untranslated: z.array(z.string()).meta({ description: 'Blocks that still say what the source says' }),
});

export const translationRoutes = [
	write({
		method: 'POST',
		path: '/articles',
		tag: 'Writing',
		summary: 'Begin an article with a working copy in one language',
		access: 'knowledge:write',
		status: 201,
		body: z.strictObject({
			lang: langSchema,
			collection: externalId.optional(),
			external_id: externalId.optional(),
			title: z.string().trim().max(300).optional(),
			body: bodySchema.optional(),
		}),
		reply: z.object({
			article_id: z.string(),
			translation_id: z.string(),
			external_id: z.string(),
			lang: z.string(),
			revision: z.number(),
		}),
		handle: (tx, { actor, body }) => makeArticle(tx, actor, body),
	}),
	read({
		method: 'GET',
		path: TRANSLATIONS,
		tag: 'Writing',
		summary: 'List the languages of an article and how far each is behind the source',
		access: 'knowledge:read',
		params: z.object({ article_id: idSchema }),
		reply: z.object({ source_lang: z.string(), items: z.array(listed), next_cursor: z.null() }),
		handle: async ({ app, actor, params }) => {
			const site_lang = app.settings.get(defaultLang);
			return { ...(await listTranslations(app.database.db, actor, { ...params, site_lang })), next_cursor: null };
		},
	}),
	write({
		method: 'POST',
		path: TRANSLATIONS,
		tag: 'Writing',
		summary: 'Begin a translation: a working copy with the blocks of the source',
		access: 'knowledge:write',
		status: 201,
		params: z.object({ article_id: idSchema }),
		body: z.strictObject({ lang: langSchema }),
		reply: z.object({
			translation_id: z.string(),
			lang: z.string(),
			revision: z.number(),
			source_lang: z.string(),
		}),
		handle: (tx, { app, actor, params, body }) =>
			makeTranslation(tx, actor, { ...params, ...body, site_lang: app.settings.get(defaultLang) }),
	}),
	read({
		method: 'GET',
		path: `${TRANSLATION}/source`,
		tag: 'Writing',
		summary: 'Read the source of a translation and what changed in it since',
		access: 'knowledge:read',
		params: translationParams,
		reply: behind.extend({ lang: z.string(), version: z.number(), title: z.string(), body: shownBody }),
		handle: ({ app, actor, params }) =>
			readSource(app.database.db, actor, { ...params, site_lang: app.settings.get(defaultLang) }),
	}),
	write({
		method: 'PUT',
		path: `${TRANSLATION}/source/seen`,
		tag: 'Writing',
		summary: 'Mark paragraphs as up to date with a version of the source',
		access: 'knowledge:write',
		params: translationParams,
		body: z.strictObject({
			version: version.nullable().meta({ description: 'Null: they count as never looked at' }),
			blocks: z.union([z.literal('all'), z.array(z.string().max(40)).max(10_000)]),
		}),
		reply: behind,
		handle: (tx, { app, actor, params, body }) =>
			catchUp(tx, actor, { ...params, ...body, site_lang: app.settings.get(defaultLang) }),
	}),
];
