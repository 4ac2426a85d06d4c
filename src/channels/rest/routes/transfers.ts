import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { cancelJob, getJob, listJobs, openExport, startExport, startImport } from '#modules/knowledge/index.ts';
import { limited } from '../body.ts';
import { command, HANDLED, read, stream, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';

/** An export with all its files must come in again. */
const MOST_IMPORTED = 10_000_000_000;

const params = z.object({ id: idSchema });
const started = z.object({ id: z.string() });

const transfer = z.object({
	id: z.string(),
	kind: z.enum(['import', 'export']),
	state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
	name: z.string(),
	dry_run: z.boolean(),
	done: z.number(),
	total: z.number().nullable().meta({ description: 'Null until it has been counted' }),
	is_stopping: z.boolean().meta({ description: 'Somebody asked it to stop' }),
	has_file: z.boolean().meta({ description: 'An export that can be downloaded; for a week' }),
	bytes: z.number().nullable(),
	report: z.object({
		created: z.number().optional(),
		updated: z.number().optional(),
		unchanged: z.number().optional(),
		draft_kept: z.number().optional(),
		failures: z.number().optional(),
		failed: z
			.array(z.object({ line: z.union([z.number(), z.string()]), code: z.string(), detail: z.string() }))
			.optional()
			.meta({ description: 'The first thousand' }),
		error: z.string().optional().meta({ description: 'Why all of it failed' }),
	}),
	started_by: z.object({ kind: z.string(), id: z.string() }),
	created_at: z.string(),
	finished_at: z.string().nullable(),
});

export const presentTransfer = (row: Awaited<ReturnType<typeof getJob>>) => ({
	id: row.id,
	kind: row.kind,
	state: row.state,
	name: row.name,
	dry_run: row.is_dry_run,
	done: row.done,
	total: row.total,
	is_stopping: row.is_stopping,
	has_file: row.has_file,
	bytes: row.bytes,
	report: row.report,
	started_by: { kind: row.actor.kind, id: row.actor.id },
	created_at: row.created_at.toISOString(),
	finished_at: row.finished_at?.toISOString() ?? null,
});

export const transferRoutes = [
	stream({
		method: 'POST',
		path: '/transfers/imports',
		tag: 'Organising',
		summary: 'Upload what `/articles/import` takes, and let it be imported in the background',
		access: 'knowledge:write',
		media: ['*/*'],
		status: 201,
		query: z.object({
			name: z.string().min(1).max(300).meta({ description: 'File name; its ending helps to tell the format' }),
			lang: langSchema.default('en').meta({ description: 'For items that name no language' }),
			dry_run: z.stringbool().default(false).meta({ description: 'Only say what would happen' }),
		}),
		reply: started,
		handle: async ({ app, actor, query, request }) => {
			const source = Readable.from(limited(request, MOST_IMPORTED), { objectMode: false });
			return { id: await startImport(app, actor, { ...query, source, maxBytes: MOST_IMPORTED }) };
		},
	}),
	write({
		method: 'POST',
		path: '/transfers/exports',
		tag: 'Organising',
		summary: 'Write everything but the trash into a zip in the background',
		access: 'knowledge:read',
		status: 201,
		reply: started,
		handle: async (tx, { actor }) => ({ id: await startExport(tx, actor) }),
	}),
	read({
		method: 'GET',
		path: '/transfers',
		tag: 'Organising',
		summary: 'Imports and exports of the team, newest first',
		access: 'knowledge:read',
		query: pageQuery,
		reply: pageOf(transfer),
		handle: async ({ app, actor, query: { cursor, limit } }) =>
			page(await listJobs(app.database.db, actor, { before: cursor, limit }), limit, presentTransfer),
	}),
	read({
		method: 'GET',
		path: '/transfers/{id}',
		tag: 'Organising',
		summary: 'How far an import or export is, and what it did',
		access: 'knowledge:read',
		params,
		reply: transfer,
		handle: async ({ app, actor, params: { id } }) => presentTransfer(await getJob(app.database.db, actor, id)),
	}),
	command({
		method: 'DELETE',
		path: '/transfers/{id}',
		tag: 'Organising',
		summary: 'Cancel it: what is done stays, what is in hand is finished, the rest is left',
		access: 'knowledge:read',
		params,
		handle: (tx, { actor, params: { id } }) => cancelJob(tx, actor, id),
	}),
	read({
		method: 'GET',
		path: '/transfers/{id}/file',
		tag: 'Organising',
		summary: 'The zip of an export',
		access: 'knowledge:read',
		params,
		media: 'application/zip',
		reply: z.unknown(),
		handle: async ({ app, actor, params: { id } }, response) => {
			const file = await openExport({ db: app.database.db, storage: app.storage }, actor, id);
			response.writeHead(200, {
				'content-type': 'application/zip',
				'content-length': String(file.bytes),
				'content-disposition': `attachment; filename="${file.name}"`,
				'cache-control': 'no-store',
				'x-content-type-options': 'nosniff',
			});
			await pipeline(await file.stream(), response).catch(() => response.destroy());
			return HANDLED;
		},
	}),
];
