import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimJob, keepClaim } from '#modules/knowledge/organise/jobs/claim-job.ts';
import { runJobs } from '#modules/knowledge/organise/jobs/run-jobs.ts';
import { purgeTrash } from '#modules/knowledge/organise/purge-trash.ts';
import { sweepJobs } from '#modules/knowledge/organise/jobs/jobs.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

let one: TestServer;
let at = Date.parse('2026-03-01T09:00:00Z');
beforeAll(async () => {
	one = await testServer({ clock: () => new Date(at) });
});
afterAll(() => one.stop());

const work = () => runJobs({ ...one.app, db: one.app.database.db });
const job = async (id: string) => (await one.call('GET', `/api/v1/transfers/${id}`)).body;
const lines = (count: number, prefix: string) =>
	Array.from({ length: count }, (_, i) =>
		JSON.stringify({ external_id: `${prefix}${i}`, lang: 'en', title: `T ${i}`, body: 'x' }),
	);

async function upload(raw: string, more = ''): Promise<string> {
	const reply = await one.call('POST', `/api/v1/transfers/imports?name=a.ndjson${more}`, {
		raw,
		headers: { 'content-type': 'application/octet-stream' },
	});
	expect(reply.status).toBe(201);
	return reply.body.id as string;
}

const articles = async (prefix: string) => {
	const rows = await one.app.database.db
		.selectFrom('articles')
		.select('external_id')
		.where('external_id', 'like', `${prefix}%`)
		.execute();
	return rows.length;
};
const files = () =>
	readdir(path.join(one.app.config.DATA_DIR, 'files'), { recursive: true, withFileTypes: true }).then(
		(all) => all.filter((entry) => entry.isFile()).length,
		() => 0,
	);

test('an upload waits, is imported in the background, and says what it did by line; the upload is not kept', async () => {
	const id = await upload([...lines(3, 'a'), 'not json', ...lines(1, 'b')].join('\n'));
	expect(await job(id)).toMatchObject({ kind: 'import', state: 'waiting', name: 'a.ndjson', done: 0, total: null });
	await work();
	expect(await job(id)).toMatchObject({
		state: 'done',
		done: 5,
		total: 5,
		report: { created: 4, updated: 0, failures: 1, failed: [{ line: 4 }] },
		started_by: { kind: 'key' },
		has_file: false,
	});
	expect([await articles('a'), await files()]).toEqual([3, 0]);
	expect((await one.call('DELETE', `/api/v1/transfers/${id}`)).status).toBe(409);
});

test('a dry run says what would happen and changes nothing', async () => {
	const id = await upload([...lines(2, 'a'), ...lines(2, 'dry')].join('\n'), '&dry_run=true');
	await work();
	expect(await job(id)).toMatchObject({ state: 'done', dry_run: true, report: { created: 2, unchanged: 2 } });
	expect(await articles('dry')).toBe(0);
});

test('what is cancelled before it begins never begins; while it runs it ends between batches and tells what it did', async () => {
	const waiting = await upload(lines(2, 'never').join('\n'));
	expect((await one.call('DELETE', `/api/v1/transfers/${waiting}`)).status).toBe(204);
	await work();
	expect([(await job(waiting)).state, await articles('never')]).toEqual(['cancelled', 0]);
	const id = await upload(lines(250, 'cut').join('\n'));
	const { transact } = one.app;
	// As somebody who presses the button after the first batch.
	const pressing: typeof transact = async (fn) => {
		const result = await transact(fn);
		if ((await job(id)).done === 100) await one.call('DELETE', `/api/v1/transfers/${id}`);
		return result;
	};
	await runJobs({ ...one.app, db: one.app.database.db, transact: pressing });
	const ended = await job(id);
	expect(ended).toMatchObject({ state: 'cancelled', total: 250 });
	expect([100, 200]).toContain(ended.done);
	expect([ended.report.created, await articles('cut')]).toEqual([ended.done, ended.done]);
});

test('when a worker dies another goes on where it was, and the first can do nothing more', async () => {
	const id = await upload(lines(120, 'go').join('\n'));
	const dead = await one.app.transact(claimJob);
	expect(dead?.id).toBe(id);
	await work();
	expect((await job(id)).state).toBe('running');
	at += 61_000;
	await work();
	expect(await job(id)).toMatchObject({ state: 'done', done: 120, report: { created: 120 } });
	expect(dead && (await keepClaim(one.app.transact, dead, { done: 7 }))).toBe(false);
	expect((await job(id)).done).toBe(120);
});

test('an import that broke off half way goes on behind what it had kept', async () => {
	const id = await upload(lines(150, 'half').join('\n'));
	const { transact } = one.app;
	const dying: typeof transact = async (fn) => {
		if ((await job(id)).done === 100) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
		return transact(fn);
	};
	await expect(runJobs({ ...one.app, db: one.app.database.db, transact: dying })).rejects.toThrow('gone');
	expect(await job(id)).toMatchObject({ state: 'running', done: 100 });
	at += 61_000;
	await work();
	expect(await job(id)).toMatchObject({ state: 'done', done: 150, report: { created: 150, unchanged: 0 } });
});

test('how many failed is told also where not all are kept and the import broke off', async () => {
	const id = await upload([...Array.from({ length: 1_150 }, () => 'not json'), ...lines(1, 'last')].join('\n'));
	const { transact } = one.app;
	const dying: typeof transact = async (fn) => {
		if ((await job(id)).done === 1_100) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
		return transact(fn);
	};
	await expect(runJobs({ ...one.app, db: one.app.database.db, transact: dying })).rejects.toThrow('gone');
	at += 61_000;
	await work();
	const { report } = await job(id);
	expect([report.created, report.failures, report.failed.length]).toEqual([1, 1_150, 1_000]);
});

test('what kills its worker each time is given up', async () => {
	const id = await upload(lines(1, 'deadly').join('\n'));
	for (let i = 0; i < 4; i++) {
		await one.app.transact(claimJob);
		at += 61_000;
	}
	await work();
	expect(await job(id)).toMatchObject({ state: 'failed', report: { error: 'crashed' } });
});

test('an export holds everything but the trash, is for the team alone, and goes after a week', async () => {
	const { body: made } = await one.call('PUT', '/api/v1/articles/by-external-id/binned', {
		body: { lang: 'en', title: 'Binned', body: 'x' },
	});
	await one.call('POST', '/api/v1/knowledge/acts', { body: { kind: 'trash', ids: [made.article_id] } });
	const { body } = await one.call('POST', '/api/v1/transfers/exports');
	await work();
	const ended = await job(body.id);
	expect(ended).toMatchObject({ kind: 'export', state: 'done', has_file: true });
	expect(ended.done).toBe(ended.total);
	const get = (as?: string | null) =>
		one.call('GET', `/api/v1/transfers/${body.id}/file`, as === undefined ? {} : { as });
	expect((await get(null)).status).toBe(401);
	const { token } = (await one.call('POST', '/api/v1/keys', { body: { name: 'q', scopes: ['questions:read'] } })).body;
	expect((await get(token)).status).toBe(403);
	const response = await fetch(`${one.origin}/api/v1/transfers/${body.id}/file`, {
		headers: { authorization: `Bearer ${one.key}` },
	});
	const zip = Buffer.from(await response.arrayBuffer());
	expect([response.headers.get('content-type'), zip.subarray(0, 2).toString(), zip.length]).toEqual([
		'application/zip',
		'PK',
		ended.bytes,
	]);
	expect([zip.includes('articles/a0.en.md'), zip.includes('binned')]).toEqual([true, false]);
	at += 8 * 86_400_000;
	await sweepJobs(one.app);
	expect([(await get()).status, (await job(body.id)).has_file, await files()]).toEqual([404, false, 0]);
	await purgeTrash(one.app);
});

test('who may only read may export, and neither import nor stop what others began', async () => {
	const { token: as } = (await one.call('POST', '/api/v1/keys', { body: { name: 'r', scopes: ['knowledge:read'] } }))
		.body;
	const raw = lines(1, 'x').join('\n');
	expect((await one.call('POST', '/api/v1/transfers/imports?name=a.ndjson', { as, raw })).status).toBe(403);
	const id = await upload(raw);
	expect((await one.call('DELETE', `/api/v1/transfers/${id}`, { as })).status).toBe(403);
	at += 1;
	const own = await one.call('POST', '/api/v1/transfers/exports', { as });
	expect((await one.call('DELETE', `/api/v1/transfers/${own.body.id}`, { as })).status).toBe(204);
	expect((await one.call('GET', '/api/v1/transfers?limit=2', { as })).body.items).toMatchObject([
		{ kind: 'export' },
		{ kind: 'import' },
	]);
});
