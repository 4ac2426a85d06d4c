import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { openGate } from './gate.ts';
import { allArticles, article, keepPutting, newDataDir, postgresPid, type Program, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 90_000 });

const GONE_MS = 10_000;
/** A silent server must be given up first, in a look of three seconds, or two of them on a machine that is busy; after that nobody waits for it. */
const NOTICED_MS = 6_000;
/** Far from waiting for the database, also on a machine that has much else to do. */
const SLOWEST_MS = 2_000;

const NOBODY = { authorization: '' };

type Breakable = { url: string; lose(): Promise<void>; bring(): Promise<void> };

/** A PostgreSQL of our own that is killed, and started again on the same folder. */
async function killable(): Promise<Breakable> {
	const dataDir = await newDataDir();
	const keeper = path.join(import.meta.dirname, '../support/embeddedApp.ts');
	const start = async () => {
		const child = spawn(process.execPath, [keeper, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		return { child, url: line.toString().trim() };
	};
	let { child, url } = await start();
	const lose = async () => {
		child.kill('SIGKILL');
		process.kill(postgresPid(dataDir) ?? 0, 'SIGKILL');
	};
	onTestFinished(async () => {
		child.kill('SIGTERM');
		if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
		await rm(dataDir, { recursive: true, force: true });
	});
	return { url, lose, bring: async () => void ({ child, url } = await start()) };
}

/** A network that swallows whatever is sent. */
async function mutable(): Promise<Breakable> {
	const database = await testDatabase();
	const gate = await openGate(database.url);
	onTestFinished(async () => {
		await gate.close();
		await database.drop();
	});
	return { url: gate.url, lose: async () => gate.mute(), bring: async () => gate.open() };
}

type Reply = { status: number; at: number; ms: number; retry: string | null };

/** Reads again and again until told to stop. */
function keepReading(program: Program, address: string, headers = {}) {
	const replies: Reply[] = [];
	const stopping = new AbortController();
	const done = (async () => {
		while (!stopping.signal.aborted) {
			const at = performance.now();
			const reply = await program.call('GET', address, undefined, headers);
			await reply.arrayBuffer();
			const retry = reply.headers.get('retry-after');
			replies.push({ status: reply.status, at, ms: performance.now() - at, retry });
			await sleep(20);
		}
	})();
	const finish = () => {
		stopping.abort();
		return done;
	};
	return { replies, finish };
}

test.each([
	{ how: 'killed', make: killable, slowest: SLOWEST_MS },
	{ how: 'silent', make: mutable, slowest: NOTICED_MS },
])(
	'the database is $how for ten seconds under load: fast 503s, then all is well by itself and nothing is lost',
	async ({ make, slowest }) => {
		const database = await make();
		const program = await startProgram({ DATABASE_URL: database.url });
		await program.call('PUT', '/api/v1/articles/by-external-id/oil', article('Oil change'));
		await until(async () => (await (await program.call('GET', '/api/v1/search?q=oil')).text()).includes('Oil change'));
		const writers = [0, 1].map((i) => keepPutting(program, `w${i}`));
		const load = [
			keepReading(program, '/api/v1/articles'),
			keepReading(program, '/api/v1/search?q=oil'),
			keepReading(program, '/en/articles/oil-change', NOBODY),
		];
		await until(() => writers.every(({ acknowledged }) => acknowledged.length > 3), 20_000);
		const lost = performance.now();
		await database.lose();
		await sleep(GONE_MS);
		expect((await program.call('GET', '/healthz')).status).toBe(200);
		expect((await program.call('GET', '/readyz')).status).toBe(503);
		const counts = writers.map(({ acknowledged }) => acknowledged.length);
		const back = performance.now();
		await database.bring();
		await until(() => writers.every(({ acknowledged }, i) => acknowledged.length > (counts[i] ?? 0) + 3), 15_000);
		await Promise.all([...writers, ...load].map(({ finish }) => finish()));
		const replies = load.flatMap((reader) => reader.replies);
		const failures = writers.flatMap((writer) => writer.failures);
		const refused = replies.filter(({ status }) => status !== 200);
		expect(refused.length).toBeGreaterThan(20);
		expect([...new Set(refused.map(({ status, retry }) => `${status} ${retry}`))]).toEqual(['503 2']);
		expect(new Set(failures.map(({ status }) => status))).toEqual(new Set([503]));
		const during = [...replies, ...failures].filter(({ at }) => at > lost - slowest && at < back);
		expect(Math.max(...during.map(({ ms }) => ms))).toBeLessThan(slowest);
		const noticed = during.filter(({ at }) => at > lost + NOTICED_MS);
		expect(noticed.length).toBeGreaterThan(100);
		expect(Math.max(...noticed.map(({ ms }) => ms))).toBeLessThan(SLOWEST_MS);
		const there = new Set(await allArticles(program));
		expect(writers.flatMap(({ acknowledged }) => acknowledged).filter((id) => !there.has(id))).toEqual([]);
	},
);
