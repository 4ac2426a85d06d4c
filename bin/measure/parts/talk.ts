import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { attachUrl } from '#core/postgres/open.ts';
import type { Context } from '../context.ts';
import { type Listener, listener } from '../listeners.ts';
import { load, wire } from '../load.ts';
import { startPlain } from '../plain.ts';
import { untilIdle } from '../processes.ts';
import { newFolder, removeFolder, type Running, startServer } from '../server.ts';
import { loadCorpus } from '../load-corpus.ts';

const CLIENTS = 16;
const ARTICLES = 250;
type Talk = { id: string; token: string };

/** Conversations as they happen: how soon the other side sees a message, how many are taken in a second, how soon the assistant speaks. */
export async function talk({ report, corpus, quick }: Context): Promise<void> {
	const dataDir = await newFolder();
	await loadCorpus(dataDir, corpus, ARTICLES);
	const server = await startServer({ dataDir });
	const plain = await startPlain();
	try {
		await server.ready();
		// Comparing a thousand new articles with each other is work of an import, not of a conversation.
		await untilIdle(server.pid);
		report.part('talk', `${ARTICLES} articles in four languages`);
		const yardstick = await load({ port: plain.port, requests: [wire({ path: '/' })], clients: CLIENTS, seconds: 3 });
		const seconds = quick ? 5 : 20;
		await seenSoon(server, report, { talks: quick ? 200 : 1_000, perSecond: 30, seconds }, yardstick.p99);
		await taken(server, report, { talks: 20, perSecond: 300, seconds }, yardstick.perSecond);
		await firstWords(server, report, corpus, quick ? 40 : 200);
	} finally {
		plain.stop();
		await server.stop();
		await removeFolder(dataDir);
	}
}

/** With so many streams open, from sending a message to seeing it on the other side's. */
async function seenSoon(
	server: Running,
	report: Context['report'],
	{ talks, perSecond, seconds }: Load,
	yardstick: number,
): Promise<void> {
	const waiting = new Map<string, number>();
	const times: number[] = [];
	const open = await openTalks(server, talks, 'person');
	const lines = await listenToAll(server, open, (_, text) => {
		const sent = waiting.get(text);
		if (sent === undefined) return;
		waiting.delete(text);
		times.push(performance.now() - sent);
	});
	await untilIdle(server.pid);
	await paced(perSecond, seconds, (n) => {
		const { id } = open[(n * 7) % open.length] as Talk;
		const text = `message ${n}`;
		waiting.set(text, performance.now());
		return server.call('POST', `/api/v1/conversations/${id}/messages`, { text });
	});
	await sleep(1_000);
	for (const line of lines) line.close();
	const p99 = at(times, 0.99);
	report.figure({
		what: `${talks} streams, ${perSecond} messages/s: seen by the other side, p50`,
		value: at(times, 0.5),
		unit: 'ms',
	});
	report.figure({ what: 'p99', value: p99, unit: 'ms', bar: { atMost: 50 } });
	report.figure({ what: 'p99 ÷ p99 of plain', value: p99 / yardstick });
	report.figure({ what: `never seen (of ${perSecond * seconds})`, value: waiting.size, bar: { atMost: 0 } });
}

type Load = { talks: number; perSecond: number; seconds: number };

/** Customers writing as fast as that, each message on disk before it is acknowledged; and how long the jobs then lag. */
async function taken(
	server: Running,
	report: Context['report'],
	{ talks, perSecond, seconds }: Load,
	yardstick: number,
): Promise<void> {
	const open = await openTalks(server, talks, 'person');
	let seen = 0;
	const lines = await listenToAll(server, open, (author) => void (author === 'customer' && seen++));
	const times: number[] = [];
	let failed = 0;
	const begun = performance.now();
	await paced(perSecond, seconds, async (n) => {
		const { id, token } = open[n % open.length] as Talk;
		const sent = performance.now();
		const response = await post(server, `/api/v1/conversations/${id}/messages`, token, { text: `fast ${n}` });
		if (response === 201) times.push(performance.now() - sent);
		else failed++;
	});
	const rate = times.length / ((performance.now() - begun) / 1_000);
	const lag = await jobLag(server);
	await sleep(500);
	for (const line of lines) line.close();
	report.figure({ what: `${talks} streams: messages taken a second`, value: rate, bar: { atLeast: perSecond * 0.98 } });
	report.figure({ what: 'messages taken ÷ plain', value: rate / yardstick });
	report.figure({ what: 'acknowledged, p99', value: at(times, 0.99), unit: 'ms' });
	report.figure({ what: 'refused or failed', value: failed, bar: { atMost: 0 } });
	report.figure({ what: 'acknowledged and not seen by a stream', value: times.length - seen, bar: { atMost: 0 } });
	report.figure({ what: 'jobs caught up after', value: lag, unit: 's', bar: { atMost: 30 } });
}

/** Without a model: from the question to the first words of the answer on the customer's stream. */
async function firstWords(
	server: Running,
	report: Context['report'],
	corpus: Context['corpus'],
	questions: number,
): Promise<void> {
	await server.call('POST', '/api/v1/ask', { question: corpus.question(1, 'en', 1) });
	const open = await openTalks(server, questions, 'assistant');
	const times: number[] = [];
	const next: (() => void)[] = [];
	const sent: number[] = [];
	const lines = open.map((one, n) =>
		listener(streamOf(server, one), (author) => {
			if (author !== 'assistant') return;
			times.push(performance.now() - (sent[n] ?? 0));
			next[n]?.();
		}),
	);
	await Promise.all(lines.map(({ ready }) => ready));
	for (const [n, { id, token }] of open.entries()) {
		const answered = new Promise<void>((resolve) => (next[n] = resolve));
		sent[n] = performance.now();
		await post(server, `/api/v1/conversations/${id}/messages`, token, { text: corpus.question(n % ARTICLES, 'en', n) });
		await Promise.race([answered, sleep(5_000)]);
	}
	for (const line of lines) line.close();
	report.figure({ what: 'the assistant’s first words, p50', value: at(times, 0.5), unit: 'ms' });
	report.figure({ what: 'p95', value: at(times, 0.95), unit: 'ms', bar: { atMost: 150 } });
	report.figure({ what: `unanswered (of ${questions})`, value: questions - times.length, bar: { atMost: 0 } });
}

async function openTalks(server: Running, count: number, to: 'person' | 'assistant'): Promise<Talk[]> {
	const talks: Talk[] = [];
	for (let from = 0; from < count; from += CLIENTS)
		talks.push(
			...(await Promise.all(Array.from({ length: Math.min(CLIENTS, count - from) }, () => openTalk(server, to)))),
		);
	return talks;
}

async function openTalk(server: Running, to: 'person' | 'assistant'): Promise<Talk> {
	const { token } = await server.call<{ token: string }>('POST', '/api/v1/sessions', {});
	const response = await fetch(`${server.origin}/api/v1/conversations`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ to }),
	});
	if (!response.ok) throw new Error(`a conversation was not opened: ${response.status} ${await response.text()}`);
	const { id } = (await response.json()) as { id: string };
	return { id, token };
}

const streamOf = (server: Running, { id, token }: Talk) => ({
	port: server.port,
	path: `/api/v1/conversations/${id}/stream`,
	token,
});

async function listenToAll(
	server: Running,
	talks: Talk[],
	heard: (author: string, text: string) => void,
): Promise<Listener[]> {
	const lines: Listener[] = [];
	for (let from = 0; from < talks.length; from += 50) {
		const some = talks.slice(from, from + 50).map((one) => listener(streamOf(server, one), heard));
		await Promise.all(some.map(({ ready }) => ready));
		lines.push(...some);
	}
	return lines;
}

async function post({ origin }: Running, path: string, token: string, body: object): Promise<number> {
	const response = await fetch(origin + path, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	await response.arrayBuffer();
	return response.status;
}

/** So many a second, whether or not those before are done. */
async function paced(perSecond: number, seconds: number, act: (n: number) => Promise<unknown>): Promise<void> {
	const begun = performance.now();
	const acts: Promise<unknown>[] = [];
	for (let n = 0; n < perSecond * seconds; n++) {
		const wait = begun + (n * 1_000) / perSecond - performance.now();
		if (wait > 1) await sleep(wait);
		acts.push(act(n));
	}
	await Promise.all(acts);
}

/** Seconds until no job that could run waits. */
async function jobLag({ dataDir }: Running): Promise<number> {
	const client = new Client({ connectionString: await attachUrl(dataDir) });
	await client.connect();
	const begun = performance.now();
	try {
		for (;;) {
			const { rows } = await client.query<{ waiting: number }>(
				`select count(*)::int as waiting from pgboss.job
				where (state = 'created' and start_after <= now() and name not like 'roll.%') or (state = 'active' and name like 'act.%')`,
			);
			const seconds = (performance.now() - begun) / 1_000;
			if (rows[0]?.waiting === 0 || seconds > 60) return seconds;
			await sleep(100);
		}
	} finally {
		await client.end();
	}
}

const at = (times: number[], share: number) => {
	const sorted = Float64Array.from(times).toSorted();
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
};
