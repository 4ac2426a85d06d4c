import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isAlive } from '#core/postgres/processes.ts';
import { until } from '../support/until.ts';
import { allArticles, keepPutting, KEY, launchProgram, postgresPid, type Program, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const busy = async (program: Program, writers = 4) => {
	const all = Array.from({ length: writers }, (_, i) => keepPutting(program, `w${i}`));
	await until(() => all.every(({ acknowledged }) => acknowledged.length >= 5), 30_000);
	return all;
};

test('kill -9 of the app under load: what was acknowledged is there, and PostgreSQL is taken over', async () => {
	const first = await startProgram();
	const writers = await busy(first);
	const postgres = postgresPid(first.dataDir);
	first.child.kill('SIGKILL');
	await first.ended;
	await Promise.all(writers.map(({ finish }) => finish()));
	expect(postgresPid(first.dataDir)).toBe(postgres);
	const second = await startProgram({ DATA_DIR: first.dataDir });
	expect(postgresPid(first.dataDir)).toBe(postgres);
	const there = new Set(await allArticles(second));
	const acknowledged = writers.flatMap((writer) => writer.acknowledged);
	expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
	expect(acknowledged.length).toBeGreaterThanOrEqual(20);
	expect(await second.stop()).toBe(0);
	expect(postgresPid(first.dataDir)).toBeUndefined();
});

test('kill -9 of the app and of PostgreSQL: what was acknowledged is there', async () => {
	const first = await startProgram();
	const writers = await busy(first);
	process.kill(postgresPid(first.dataDir) ?? 0, 'SIGKILL');
	first.child.kill('SIGKILL');
	await Promise.all([first.ended, ...writers.map(({ finish }) => finish())]);
	const second = await startProgram({ DATA_DIR: first.dataDir });
	const there = new Set(await allArticles(second));
	expect(writers.flatMap((writer) => writer.acknowledged).filter((id) => !there.has(id))).toEqual([]);
});

test('kill -9 of PostgreSQL: fast 503s that say when to come back, then all is well by itself', async () => {
	const program = await startProgram();
	const writers = await busy(program);
	const postgres = postgresPid(program.dataDir) ?? 0;
	process.kill(postgres, 'SIGKILL');
	const refused = await until(async () => {
		const reply = await program.call('GET', '/api/v1/articles');
		return reply.status === 200 ? undefined : reply;
	}, 5_000).catch(() => undefined);
	if (refused) {
		expect(refused.status).toBe(503);
		expect(refused.headers.get('content-type')).toBe('application/problem+json');
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await refused.json()).toMatchObject({ code: 'unavailable', status: 503 });
	}
	await until(() => postgresPid(program.dataDir) !== undefined && !isAlive(postgres), 15_000);
	const counts = writers.map(({ acknowledged }) => acknowledged.length);
	await until(() => writers.every(({ acknowledged }, i) => acknowledged.length > (counts[i] ?? 0) + 3), 15_000);
	await Promise.all(writers.map(({ finish }) => finish()));
	const failures = writers.flatMap((writer) => writer.failures);
	expect(failures.filter(({ status }) => status !== 503)).toEqual([]);
	expect(Math.max(0, ...failures.map(({ ms }) => ms))).toBeLessThan(3_000);
	const there = new Set(await allArticles(program));
	expect(writers.flatMap((writer) => writer.acknowledged).filter((id) => !there.has(id))).toEqual([]);
});

test('SIGTERM under load: requests in flight are answered, nothing is left running', async () => {
	const program = await startProgram();
	const writers = await busy(program);
	const postgres = postgresPid(program.dataDir) ?? 0;
	const begun = performance.now();
	expect(await program.stop()).toBe(0);
	expect(performance.now() - begun).toBeLessThan(8_000);
	await Promise.all(writers.map(({ finish }) => finish()));
	// 0: no connection any more. Anything else would be a request that was taken and then dropped or failed.
	expect(writers.flatMap(({ failures }) => failures).filter(({ status }) => status !== 0)).toEqual([]);
	expect(isAlive(postgres)).toBe(false);
	const again = await startProgram({ DATA_DIR: program.dataDir });
	const there = new Set(await allArticles(again));
	expect(writers.flatMap((writer) => writer.acknowledged).filter((id) => !there.has(id))).toEqual([]);
});

test('one Ctrl+C, which comes from the terminal and once more from npm, ends it whole', async () => {
	const program = await startProgram();
	const postgres = postgresPid(program.dataDir);
	program.child.kill('SIGINT');
	program.child.kill('SIGINT');
	expect(await program.ended).toBe(0);
	expect(postgres && isAlive(postgres)).toBe(false);
});

test('SIGTERM while everything starts: it ends well, and leaves no PostgreSQL behind', async () => {
	const program = await launchProgram();
	onTestFinished(program.destroy);
	const postgres = await until(() => postgresPid(program.dataDir), 20_000);
	expect(await program.stop()).toBe(0);
	expect(isAlive(postgres)).toBe(false);
	expect(program.output()).toBe('');
});

test('SIGTERM in the middle of a slow upload: it is taken whole, then the program ends', async () => {
	const program = await startProgram();
	const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'text/plain' };
	const call = request(`${program.url}/api/v1/files?name=slow.txt`, { method: 'POST', headers });
	const status = new Promise<number>((resolve, reject) => {
		call.on('error', reject);
		call.on('response', (reply) => resolve(reply.resume().statusCode ?? 0));
	});
	call.write('begun ');
	await until(async () => (await readdir(path.join(program.dataDir, 'uploads')).catch(() => [])).length > 0);
	const ended = program.stop();
	await until(async () => (await fetch(`${program.url}/healthz`).catch(() => undefined)) === undefined);
	// Longer than streams are given.
	await sleep(1_500);
	call.end('and finished');
	expect(await status).toBe(201);
	expect(await ended).toBe(0);
});
