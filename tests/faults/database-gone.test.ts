import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { openGate } from './gate.ts';
import { allArticles, article, keepPutting, type Program, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 60_000 });

const GONE_MS = 8_000;
/** A connection that is refused shows at once; one that says nothing must be given up first. */
const SLOWEST_MS = { cut: 3_000, mute: 6_000 };

async function programBehindGate() {
	const database = await testDatabase();
	const gate = await openGate(database.url);
	onTestFinished(async () => {
		await gate.close();
		await database.drop();
	});
	return { gate, program: await startProgram({ DATABASE_URL: gate.url }) };
}

/** Reads that need the database and reads that do not, again and again. */
function keepReading(program: Program, address: string) {
	const replies: { status: number; ms: number; retry: string | null }[] = [];
	const stopping = new AbortController();
	const done = (async () => {
		while (!stopping.signal.aborted) {
			const begun = performance.now();
			const reply = await program.call('GET', address);
			await reply.arrayBuffer();
			replies.push({ status: reply.status, ms: performance.now() - begun, retry: reply.headers.get('retry-after') });
			await sleep(20);
		}
	})();
	const finish = () => {
		stopping.abort();
		return done;
	};
	return { replies, finish };
}

test.each(['cut', 'mute'] as const)(
	'the database is gone (%s) under load: fast 503s, then all is well by itself',
	async (how) => {
		const { gate, program } = await programBehindGate();
		await program.call('PUT', '/api/v1/articles/by-external-id/oil', article('Oil change'));
		await until(async () => (await (await program.call('GET', '/api/v1/search?q=oil')).text()).includes('Oil change'));
		const writers = [0, 1].map((i) => keepPutting(program, `w${i}`));
		const load = ['/api/v1/articles', '/api/v1/search?q=oil'].map((address) => keepReading(program, address));
		await until(() => writers.every(({ acknowledged }) => acknowledged.length > 3), 20_000);
		gate[how]();
		await sleep(GONE_MS);
		expect((await program.call('GET', '/healthz')).status).toBe(200);
		expect((await program.call('GET', '/readyz')).status).toBe(503);
		gate.open();
		const counts = writers.map(({ acknowledged }) => acknowledged.length);
		await until(() => writers.every(({ acknowledged }, i) => acknowledged.length > (counts[i] ?? 0) + 3), 15_000);
		await Promise.all([...writers, ...load].map(({ finish }) => finish()));
		const replies = load.flatMap((reader) => reader.replies);
		const refused = replies.filter(({ status }) => status !== 200);
		expect(refused.length).toBeGreaterThan(0);
		expect([...new Set(refused.map(({ status, retry }) => `${status} ${retry}`))]).toEqual(['503 2']);
		const slowest = [...refused, ...writers.flatMap(({ failures }) => failures)].map(({ ms }) => ms);
		expect(Math.max(...slowest)).toBeLessThan(SLOWEST_MS[how]);
		expect(new Set(writers.flatMap(({ failures }) => failures).map(({ status }) => status))).toEqual(new Set([503]));
		const there = new Set(await allArticles(program));
		expect(writers.flatMap(({ acknowledged }) => acknowledged).filter((id) => !there.has(id))).toEqual([]);
	},
);
