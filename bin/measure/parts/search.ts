import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { startLoad, wire } from '../load.ts';
import { memoryOf, pssOf, untilIdle } from '../processes.ts';
import { newFolder, removeFolder, type Running, startServer } from '../server.ts';
import { LANGS } from '../words.ts';

const MOST_ABOVE_IDLE = 300;
const PROBES = 10;
const REST_MS = 30_000;

/** The index over the large base: how long it takes, what it costs, and what everybody else notices of it. */
export async function searchIndexPart(context: Context): Promise<void> {
	const { report, big, articles } = context;
	const idle = await idleMemory();
	const first = await big.start({ fresh: true });
	report.part(
		'search',
		`${articles} articles in ${LANGS.length} languages, filled in ${big.seconds().toFixed(0)} s by COPY`,
	);
	try {
		await building(context, first);
		await untilIdle(first.pid);
		// Node gives back what the readers' pages left behind when nobody has come for a while.
		await sleep(REST_MS);
		const memory = memoryOf(first.pid);
		report.figure({ what: 'memory of the app while empty', value: idle, unit: 'MB' });
		const bar = { atMost: MOST_ABOVE_IDLE };
		report.figure({
			what: 'memory above that, half a minute after building',
			value: memory.app - idle,
			unit: 'MB',
			bar,
		});
		await publishing(context, first);
	} finally {
		await first.stop();
	}
	await again(context, idle);
}

async function idleMemory(): Promise<number> {
	const dataDir = await newFolder();
	const server = await startServer({ dataDir });
	try {
		await server.ready();
		await untilIdle(server.pid);
		return pssOf(server.pid);
	} finally {
		await server.stop();
		await removeFolder(dataDir);
	}
}

/** Reads of other things while the index is built: hundreds of articles, which are cached for a minute, and a list over the API, a few readers at a time. */
async function building({ report, articles }: Context, server: Running): Promise<void> {
	const begun = performance.now();
	const addresses = Array.from({ length: 500 }, (_, i) => `/en/articles/made-${(i * 37) % articles}`);
	const others = startLoad({
		port: server.port,
		requests: [...addresses.map((path) => wire({ path })), wire({ path: '/api/v1/collections', key: server.key })],
		clients: 4,
		seconds: 600,
		pauseMs: 20,
	});
	await server.ready();
	const seconds = (performance.now() - begun) / 1_000;
	others.stop();
	const { p50, p99, worst } = await others.done;
	report.figure({ what: 'index built', value: seconds, unit: 's', bar: { atMost: 60 } });
	report.figure({ what: 'other requests meanwhile: p50', value: p50, unit: 'ms' });
	report.figure({ what: 'other requests meanwhile: p99', value: p99, unit: 'ms', bar: { atMost: 100 } });
	report.figure({ what: 'other requests meanwhile: slowest', value: worst, unit: 'ms' });
}

/** From the reply to the write until the search shows it. */
async function publishing({ report }: Context, server: Running): Promise<void> {
	const times: number[] = [];
	for (let i = 0; i < PROBES; i++) {
		const word = `quaxley${Date.now().toString(36)}`;
		const body = { lang: 'en', title: `About the ${word}`, body: `The ${word} is filled at the top.` };
		await server.call('PUT', `/api/v1/articles/by-external-id/probe-${i}`, body);
		const begun = performance.now();
		while (!(await finds(server, word, `probe-${i}`))) {
			if (performance.now() - begun > 30_000) throw new Error('What was published does not become searchable.');
			await sleep(5);
		}
		times.push(performance.now() - begun);
	}
	for (let i = 0; i < PROBES; i++) {
		const body = { lang: 'en', title: 'Gone', body: 'Gone.', status: 'archived' };
		await server.call('PUT', `/api/v1/articles/by-external-id/probe-${i}`, body);
	}
	const sorted = times.toSorted((a, b) => a - b);
	const bar = { atMost: 1_000 };
	report.figure({ what: 'published → searchable: middle', value: sorted[PROBES >> 1] ?? NaN, unit: 'ms' });
	report.figure({ what: 'published → searchable: slowest of 10', value: sorted.at(-1) ?? NaN, unit: 'ms', bar });
}

async function finds(server: Running, word: string, externalId: string): Promise<boolean> {
	type Found = { results: { external_id: string }[] };
	const { results } = await server.call<Found>('GET', `/api/v1/search?lang=en&q=${word}`);
	return results[0]?.external_id === externalId;
}

/** A later start opens the snapshot; and a worker beside the pages must not cost what the pages cost. */
async function again({ report, big }: Context, idle: number): Promise<void> {
	const begun = performance.now();
	const server = await big.start({ env: { ROLES: 'web' } });
	await server.ready();
	report.figure({
		what: 'later start to searchable, from the snapshot',
		value: (performance.now() - begun) / 1_000,
		unit: 's',
	});
	await untilIdle(server.pid);
	const bar = { atMost: MOST_ABOVE_IDLE };
	report.figure({ what: 'memory above idle after such a start', value: pssOf(server.pid) - idle, unit: 'MB', bar });
	const worker = await startServer({ dataDir: server.dataDir, env: { ROLES: 'worker' }, silent: true });
	try {
		await sleep(3_000);
		await untilIdle(worker.pid);
		const above = pssOf(worker.pid) - idle;
		report.figure({ what: 'memory above idle of a worker beside it', value: above, unit: 'MB', bar });
	} finally {
		await worker.stop();
		await server.stop();
	}
}
