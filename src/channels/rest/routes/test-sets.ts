import { z } from 'zod';
import { changeSet, listSets, makeSet, readSet, removeSet, returnSet, type TestSet } from '#modules/test-sets/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { presentRun, run } from './test-runs.ts';

const name = z.string().trim().min(1).max(120);
const params = z.object({ id: idSchema });

const set = z.object({
	id: z.string(),
	name: z.string(),
	guards: z.boolean().meta({ description: 'Is asked before anything is published in the console' }),
	questions: z.number(),
	last_run: run.nullable(),
	created_at: z.string(),
});

export const presentSet = ({ id, name: called, guards, questions, last_run, created_at }: TestSet) => ({
	id,
	name: called,
	guards,
	questions,
	last_run: last_run && presentRun(last_run),
	created_at: created_at.toISOString(),
});

const TAG = 'Test sets';
const ONE = '/test-sets/{id}';

export const testSetRoutes = [
	read({
		method: 'GET',
		path: '/test-sets',
		tag: TAG,
		summary: 'Test sets with their last run, the newest first',
		access: 'knowledge:read',
		query: pageQuery,
		reply: pageOf(set),
		handle: async ({ app, actor, query: { cursor, limit } }) =>
			page(await listSets(app.database.db, actor, { before: cursor, limit }), limit, presentSet),
	}),
	write({
		method: 'POST',
		path: '/test-sets',
		tag: TAG,
		summary: 'Begin a test set',
		access: 'knowledge:write',
		status: 201,
		body: z.strictObject({ name, guards: z.boolean().default(false) }),
		reply: z.object({ id: z.string() }),
		handle: (tx, { actor, body }) => makeSet(tx, actor, body),
	}),
	read({
		method: 'GET',
		path: ONE,
		tag: TAG,
		summary: 'Read one test set',
		access: 'knowledge:read',
		params,
		reply: set,
		handle: async ({ app, actor, params: { id } }) => presentSet(await readSet(app.database.db, actor, id)),
	}),
	command({
		method: 'PATCH',
		path: ONE,
		tag: TAG,
		summary: 'Rename a test set, or say whether it guards publishing',
		access: 'knowledge:write',
		params,
		body: z.strictObject({ name: name.optional(), guards: z.boolean().optional() }),
		handle: (tx, { actor, params: { id }, body }) => changeSet(tx, actor, { id, ...body }),
	}),
	command({
		method: 'DELETE',
		path: ONE,
		tag: TAG,
		summary: 'Remove a test set with its runs',
		access: 'knowledge:write',
		params,
		handle: (tx, { actor, params: { id } }) => removeSet(tx, actor, id),
	}),
	command({
		method: 'POST',
		path: `${ONE}/return`,
		tag: TAG,
		summary: 'Undo that, for a month',
		access: 'knowledge:write',
		params,
		handle: (tx, { actor, params: { id } }) => returnSet(tx, actor, id),
	}),
];
