import { z } from 'zod';
import { getVersion, listVersions, readVersion, restoreVersion } from '#modules/knowledge/index.ts';
import { read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { shownBody, status } from '../texts.ts';

const PATH = '/articles/{article_id}/translations/{lang}/versions';

const number = z.coerce.number().int().min(1).max(2_147_483_647);
const params = z.object({ article_id: idSchema, lang: langSchema });

const summary = z.object({
	version: z.number(),
	status,
	slug: z.string(),
	title: z.string(),
	source: z.enum(['import', 'staff']),
	actor: z.object({ kind: z.string(), id: z.string() }),
	is_working_copy: z.boolean().meta({ description: 'Written over or left behind before it was published' }),
	at: z.string(),
});

type Row = Awaited<ReturnType<typeof listVersions>>[number];
const present = ({ version, status: state, slug, title, source, actor: { kind, id }, is_working_copy, at }: Row) => ({
	version,
	status: state,
	slug,
	title,
	source,
	actor: { kind, id },
	is_working_copy,
	at: at.toISOString(),
});

export const versionRoutes = [
	read({
		method: 'GET',
		path: PATH,
		tag: 'Knowledge',
		summary: 'List the versions of a translation, newest first',
		access: 'knowledge:read',
		params,
		query: pageQuery.extend({
			cursor: number.optional().meta({ description: 'The `next_cursor` of the page before' }),
		}),
		reply: pageOf(summary),
		handle: async ({ app, actor, params: translation, query: { cursor, limit } }) => {
			const rows = await listVersions(app.database.db, actor, { ...translation, before: cursor, limit });
			return page(
				rows.map((row) => ({ ...row, id: String(row.version) })),
				limit,
				present,
			);
		},
	}),
	read({
		method: 'GET',
		path: `${PATH}/{version}`,
		tag: 'Knowledge',
		summary: 'Read one version as Markdown',
		access: 'knowledge:read',
		params: params.extend({ version: number }),
		reply: summary.extend({ body: z.string().meta({ description: 'Markdown' }), questions: z.array(z.string()) }),
		handle: async ({ app, actor, params: wanted }) => {
			const row = await getVersion(app.database.db, actor, wanted);
			return { ...present(row), body: row.body, questions: row.questions };
		},
	}),
	read({
		method: 'GET',
		path: `${PATH}/{version}/text`,
		tag: 'Knowledge',
		summary: 'Read one version as a document',
		access: 'knowledge:read',
		params: params.extend({ version: number }),
		reply: summary.extend({ body: shownBody, questions: z.array(z.string()) }),
		handle: async ({ app, actor, params: wanted }) => {
			const row = await readVersion(app.database.db, actor, wanted);
			return { ...present(row), body: row.body, questions: row.questions };
		},
	}),
	write({
		method: 'POST',
		path: PATH,
		tag: 'Knowledge',
		summary: 'Bring back an old version as the newest one; status and address stay as they are',
		access: 'knowledge:write',
		status: 201,
		params,
		body: z.strictObject({ from: z.number().int().min(1).meta({ description: 'The version to bring back' }) }),
		reply: z.object({
			version: z.number(),
			outcome: z.enum(['restored', 'unchanged']),
			missing_files: z.array(z.string()).meta({ description: 'Files that the text shows and that are gone' }),
		}),
		handle: (tx, { actor, params: translation, body }) =>
			restoreVersion(tx, actor, { ...translation, version: body.from }),
	}),
];
