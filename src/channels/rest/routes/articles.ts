import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { stage } from '#core/files/stage.ts';
import {
	articleWrite,
	exportKnowledge,
	getArticle,
	importArticles,
	importUpload,
	listArticles,
	putArticle,
	readNdjson,
	readUpload,
	translationInputSchema,
} from '#modules/knowledge/index.ts';
import { limited } from '../body.ts';
import { HANDLED, read, stream, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { status } from '../texts.ts';

/** An export with all its files must come in again; it waits on disk, not in memory. */
const MOST_IMPORTED = 10_000_000_000;
const NDJSON = 'application/x-ndjson';
const IMPORTED = [
	NDJSON,
	'application/json',
	'application/octet-stream',
	'application/zip',
	'text/csv',
	'text/html',
	'text/markdown',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

const externalId = z.string().min(1).max(200);

const summary = z.object({
	id: z.string().meta({ description: 'Id of the translation' }),
	article_id: z.string(),
	external_id: z.string(),
	lang: z.string(),
	slug: z.string(),
	title: z.string(),
	status,
	version: z.number(),
	updated_at: z.string(),
});

const whole = summary.extend({
	body: z.string().meta({ description: 'Markdown' }),
	questions: z.array(z.string()),
	collection: z.string().nullable(),
});

const report = z.object({
	created: z.number(),
	updated: z.number(),
	unchanged: z.number(),
	draft_kept: z.number().meta({ description: 'Changed by a person since the last import: what came waits as a draft' }),
	failed: z.array(z.object({ line: z.union([z.number(), z.string()]), code: z.string(), detail: z.string() })),
});

type Row = Awaited<ReturnType<typeof listArticles>>[number];
const present = ({ id, article_id, external_id, lang, slug, title, status: state, version, updated_at }: Row) => ({
	id,
	article_id,
	external_id,
	lang,
	slug,
	title,
	status: state,
	version,
	updated_at: updated_at.toISOString(),
});

export const articleRoutes = [
	read({
		method: 'GET',
		path: '/articles',
		tag: 'Knowledge',
		summary: 'List the translations in all states',
		access: 'knowledge:read',
		query: pageQuery.extend({ status: status.optional(), lang: langSchema.optional() }),
		reply: pageOf(summary),
		handle: async ({ app, actor, query }) => {
			const { cursor, limit, ...filter } = query;
			return page(await listArticles(app.database.db, actor, { ...filter, before: cursor, limit }), limit, present);
		},
	}),
	read({
		method: 'GET',
		path: '/articles/{id}',
		tag: 'Knowledge',
		summary: 'Read a translation as Markdown; drafts only with a key',
		access: 'anyone',
		params: z.object({ id: idSchema }),
		reply: whole,
		handle: async ({ app, actor, params }) => {
			const article = await getArticle(app.database.db, actor, params.id);
			return { ...present(article), body: article.body, questions: article.questions, collection: article.collection };
		},
	}),
	write({
		method: 'PUT',
		path: '/articles/by-external-id/{external_id}',
		tag: 'Knowledge',
		summary: 'Create or change one translation of an article',
		access: 'knowledge:write',
		params: z.object({ external_id: externalId }),
		body: translationInputSchema,
		reply: z.object({
			outcome: z.enum(['created', 'updated', 'unchanged', 'draft_kept']),
			article_id: z.string(),
			translation_id: z.string(),
		}),
		handle: (tx, { actor, params, body }) =>
			putArticle(tx, actor, articleWrite({ ...body, external_id: params.external_id }), 'import'),
	}),
	stream({
		method: 'POST',
		path: '/articles/import',
		tag: 'Knowledge',
		summary:
			'Import articles: NDJSON, a Markdown or site zip, CSV or XLSX, HTML, Zendesk JSON. Importing the same again changes nothing',
		access: 'knowledge:write',
		media: IMPORTED,
		query: z.object({
			dry_run: z.stringbool().default(false),
			lang: langSchema.default('en').meta({ description: 'For items that name no language' }),
			name: z
				.string()
				.max(300)
				.default('upload')
				.meta({ description: 'File name; its ending helps to tell the format' }),
		}),
		reply: report,
		handle: async ({ app, actor, query, request }) => {
			const store = { ...app, db: app.database.db };
			const body = limited(request, MOST_IMPORTED);
			const options = { dryRun: query.dry_run };
			// Lines are imported as they arrive; everything else has to be there whole before it can be read.
			if (request.headers['content-type']?.startsWith(NDJSON))
				return importArticles(store, actor, readNdjson(body), options);
			const { path } = await stage(app.storage, Readable.from(body), MOST_IMPORTED);
			try {
				return await importUpload(store, actor, await readUpload(query.name, path, { lang: query.lang }), options);
			} finally {
				await rm(path, { force: true });
			}
		},
	}),
	read({
		method: 'GET',
		path: '/articles/export',
		tag: 'Knowledge',
		summary: 'Everything in all states as a Markdown zip that imports again without loss',
		access: 'knowledge:read',
		media: 'application/zip',
		reply: z.unknown(),
		handle: async ({ app, actor }, response) => {
			const zip = await exportKnowledge({ db: app.database.db, storage: app.storage }, actor);
			response.writeHead(200, {
				'content-type': 'application/zip',
				'content-disposition': 'attachment; filename="knowledge.zip"',
				'cache-control': 'no-store',
			});
			await pipeline(zip, response).catch(() => response.destroy());
			return HANDLED;
		},
	}),
];
