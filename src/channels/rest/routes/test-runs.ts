import { z } from 'zod';
import { PUBLISHING_ACTS } from '#modules/knowledge/index.ts';
import {
	cancelRun,
	checkPublication,
	COMPARED,
	type Compared,
	compareRuns,
	EXPECTED,
	listResults,
	listRuns,
	readRun,
	type Result,
	type Run,
	SHOWN,
	startRun,
} from '#modules/test-sets/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { titlesFor, titlesIn, titlesSchema } from '../titles.ts';
import { verdictSchema } from './replays.ts';

const batch = z.strictObject({
	articles: z.array(idSchema).min(1).max(1_000),
	lang: langSchema.optional().meta({ description: 'Only this language of them' }),
	act: z.enum(PUBLISHING_ACTS).default('publish').meta({
		description: 'What publishes them: `publish` working copies, the acts on many the newest versions',
	}),
});

export const run = z.object({
	id: z.string(),
	set_id: z.string(),
	against: z.enum(['live', 'drafts']),
	state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
	content_version: z.number().nullable().meta({ description: 'Of what was published when it began' }),
	tried: z.number().nullable().meta({ description: 'How many waiting texts were tried out' }),
	waiting: z.number().nullable().meta({ description: 'Of how many; those written last were taken' }),
	total: z.number(),
	done: z.number(),
	passed: z.number(),
	broken: z.number().meta({ description: 'Pass live and fail with the drafts' }),
	mended: z.number().meta({ description: 'Fail live and pass with the drafts' }),
	started_by: z.object({ kind: z.string(), id: z.string() }),
	created_at: z.string(),
	finished_at: z.string().nullable(),
});

export const presentRun = (row: Omit<Run, 'is_stopping'>) => ({
	id: row.id,
	set_id: row.set_id,
	against: row.against,
	state: row.state,
	content_version: row.content_version,
	tried: row.tried,
	waiting: row.waiting,
	total: row.total,
	done: row.done,
	passed: row.passed,
	broken: row.broken,
	mended: row.mended,
	started_by: { kind: row.actor.kind, id: row.actor.id },
	created_at: row.created_at.toISOString(),
	finished_at: row.finished_at?.toISOString() ?? null,
});

const judged = verdictSchema.extend({ passed: z.boolean() });
const expected = z.enum(EXPECTED);

const result = z.object({
	id: z.string().meta({ description: 'Of the question in its set' }),
	text: z.string(),
	lang: z.string(),
	expected,
	article_id: z.string().nullable(),
	verdict: judged,
	is_there: z.boolean().meta({ description: 'Whether it still stands in the set' }),
	live: judged.nullable().meta({ description: 'Of a run against drafts: the answer without them' }),
});

export const presentResult = (row: Result) => ({
	id: row.id,
	text: row.text,
	lang: row.lang,
	expected: row.expected,
	article_id: row.article_id,
	verdict: { outcome: row.outcome, article_id: row.first_id, confidence: row.confidence, passed: row.passed },
	is_there: row.is_there,
	live:
		row.live_outcome === null
			? null
			: {
					outcome: row.live_outcome,
					article_id: row.live_first_id,
					confidence: row.live_confidence ?? 0,
					passed: row.live_passed ?? false,
				},
});

const compared = z.object({
	kind: z.enum(COMPARED),
	before: result.nullable(),
	now: result.nullable(),
});

export const presentCompared = ({ kind, before, now }: Compared) => ({
	kind,
	before: before && presentResult(before),
	now: now && presentResult(now),
});

const params = z.object({ id: idSchema });
const TAG = 'Test sets';

export const testRunRoutes = [
	write({
		method: 'POST',
		path: '/test-sets/{id}/runs',
		tag: TAG,
		summary: 'Ask all its questions in the background: of what is published, or of that with drafts tried out',
		access: 'knowledge:write',
		status: 201,
		params,
		body: z.strictObject({
			against: z.enum(['live', 'drafts']),
			batch: batch.optional().meta({ description: 'Drafts to try out; without it all that wait' }),
		}),
		reply: z.object({ id: z.string() }),
		handle: (tx, { actor, params: { id }, body }) => startRun(tx, actor, { set_id: id, ...body }),
	}),
	read({
		method: 'GET',
		path: '/test-sets/{id}/runs',
		tag: TAG,
		summary: 'Runs of a test set, the newest first; fifty are kept',
		access: 'knowledge:read',
		params,
		query: pageQuery,
		reply: pageOf(run),
		handle: async ({ app, actor, params: { id }, query: { cursor, limit } }) =>
			page(await listRuns(app.database.db, actor, { set_id: id, before: cursor, limit }), limit, presentRun),
	}),
	read({
		method: 'GET',
		path: '/test-runs/{id}',
		tag: TAG,
		summary: 'How far a run is, and how it ended',
		access: 'knowledge:read',
		params,
		reply: run.extend({ is_stopping: z.boolean().meta({ description: 'Somebody asked it to stop' }) }),
		handle: async ({ app, actor, params: { id } }) => {
			const row = await readRun(app.database.db, actor, id);
			return { ...presentRun(row), is_stopping: row.is_stopping };
		},
	}),
	command({
		method: 'DELETE',
		path: '/test-runs/{id}',
		tag: TAG,
		summary: 'Cancel a run: what was asked stays',
		access: 'knowledge:write',
		params,
		handle: (tx, { actor, params: { id } }) => cancelRun(tx, actor, id),
	}),
	read({
		method: 'GET',
		path: '/test-runs/{id}/results',
		tag: TAG,
		summary: 'What each question was answered, in the order in which they were asked',
		access: 'knowledge:read',
		params,
		query: pageQuery.extend({ show: z.enum(SHOWN).default('all') }),
		reply: pageOf(result),
		handle: async ({ app, actor, params: { id }, query: { cursor, limit, show } }) => {
			const { db } = app.database;
			await readRun(db, actor, id);
			return page(await listResults(db, actor, { run_id: id, show, after: cursor, limit }), limit, presentResult);
		},
	}),
	read({
		method: 'GET',
		path: '/test-runs/{id}/comparison',
		tag: TAG,
		summary: 'What a run found otherwise than another of the same set',
		access: 'knowledge:read',
		params,
		query: z.object({ with: idSchema }),
		reply: z.object({
			counts: z.record(z.enum(COMPARED), z.number()),
			items: z.array(compared).meta({ description: 'All that differ; a set has 2,000 questions at most' }),
		}),
		handle: async ({ app, actor, params: { id }, query }) => {
			const { counts, items } = await compareRuns(app.database.db, actor, { id, other: query.with });
			return { counts, items: items.map(presentCompared) };
		},
	}),
	read({
		method: 'POST',
		path: '/publication-checks',
		tag: TAG,
		summary:
			'Ask what guards publishing as it would be answered with a batch published; as many questions as there is time for',
		access: 'knowledge:write',
		query: z.object({ cursor: pageQuery.shape.cursor, titles_in: titlesIn }),
		body: batch,
		reply: z.object({
			asked: z.number().meta({ description: 'Questions asked now, those after the cursor' }),
			total: z.number().meta({ description: 'Questions of all sets that guard' }),
			items: z
				.array(
					z.object({
						id: z.string(),
						set_id: z.string(),
						set_name: z.string(),
						text: z.string(),
						lang: z.string(),
						expected,
						article_id: z.string().nullable(),
						before: judged,
						after: judged,
					}),
				)
				.meta({ description: 'Those that pass now and would not' }),
			titles: titlesSchema,
			next_cursor: z.string().nullable(),
		}),
		handle: async ({ app, actor, query: { cursor, titles_in }, body }) => {
			const { broken, next, ...counts } = await checkPublication(app, actor, { batch: body, after: cursor });
			const ids = broken.flatMap(({ article_id, before, after }) => [article_id, before.article_id, after.article_id]);
			return { ...counts, items: broken, titles: await titlesFor(app, ids, titles_in), next_cursor: next };
		},
	}),
];
