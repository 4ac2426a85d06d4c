import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { attachUrl } from '#core/postgres/open.ts';
import type { Corpus } from '../corpus.ts';
import { loadCorpus } from '../load-corpus.ts';
import { seeded } from '../random.ts';
import type { Report } from '../report.ts';
import { type Running, startServer } from '../server.ts';
import { listen, talker, type Told } from './talkers.ts';

const ARTICLES = 100;
const TALKERS = 12;
const PEACE_MS = 1_500;
const CATCH_UP_MS = 20_000;

/** Customers talk with the assistant while the server is stopped and killed by turns, each so many times; then everything said and heard is compared. */
export async function soakTalk(report: Report, dataDir: string, corpus: Corpus, times: number): Promise<void> {
	await loadCorpus(dataDir, corpus, ARTICLES);
	let server = await startServer({ dataDir });
	await server.ready();
	const { origin, key, port } = server;
	const door = { origin, key, corpus, articles: ARTICLES };
	const over = new AbortController();
	const talkers = Array.from({ length: TALKERS }, (_, n) => talker(door, seeded(n + 1), over.signal));
	const begun = performance.now();
	for (const signal of Array.from({ length: times }, () => ['SIGTERM', 'SIGKILL'] as const).flat()) {
		await sleep(PEACE_MS);
		await server.stop(signal);
		server = await startServer({ dataDir, key, port });
	}
	await sleep(PEACE_MS);
	over.abort();
	const told = (await Promise.all(talkers)).flat();
	await catchUp(door, told);
	report.part(
		'talk',
		`${times} restarts and ${times} × kill -9 in ${Math.round((performance.now() - begun) / 60_000)} minutes`,
	);
	await compare(report, server, told);
	await server.stop();
}

/** What is owed is answered within seconds of the last start, and heard by whoever listens. */
async function catchUp(door: Parameters<typeof listen>[0], told: Told[]): Promise<void> {
	await sleep(CATCH_UP_MS);
	for (let from = 0; from < told.length; from += 50) {
		const stop = AbortSignal.timeout(1_500);
		await Promise.all(told.slice(from, from + 50).map((one) => listen(door, one, stop)));
	}
}

async function compare(report: Report, { dataDir }: Running, told: Told[]): Promise<void> {
	const client = new Client({ connectionString: await attachUrl(dataDir) });
	await client.connect();
	const none = { atMost: 0 };
	try {
		const { rows: texts } = await client.query<{ text: string; times: number }>(
			`select text, count(*)::int as times from messages where author = 'customer' group by text`,
		);
		const times = new Map(texts.map((row) => [row.text, row.times]));
		const said = told.flatMap((one) => [...one.said]);
		const lost = said.filter((text) => !times.has(text)).length;
		const doubled = [...times.values()].filter((n) => n > 1).length;
		report.figure({ what: `acknowledged messages lost (of ${said.length})`, value: lost, bar: none });
		report.figure({ what: 'messages doubled', value: doubled, bar: none });
		await answers(client, report);
		await heardOnce(client, report, told);
	} finally {
		await client.end();
	}
}

/** Between two messages of the customer at most one answer, and after the last exactly one. */
async function answers(client: Client, report: Report): Promise<void> {
	const { rows } = await client.query<{ runs: number; doubled: number; unanswered: number }>(`
		with said as (
			select conversation_id, id, author, lag(author) over (partition by conversation_id order by id) as before,
				lead(author) over (partition by conversation_id order by id) as after
			from messages where kind = 'message' and not superseded
		)
		select count(*) filter (where author = 'assistant')::int as runs,
			count(*) filter (where author = 'assistant' and before = 'assistant')::int as doubled,
			count(*) filter (where author = 'customer' and after is null)::int as unanswered
		from said`);
	const [row] = rows;
	report.figure({ what: 'answers of the assistant', value: row?.runs ?? 0 });
	report.figure({ what: 'answers doubled', value: row?.doubled ?? 0, bar: { atMost: 0 } });
	report.figure({ what: 'customers left without an answer', value: row?.unanswered ?? 0, bar: { atMost: 0 } });
}

async function heardOnce(client: Client, report: Report, told: Told[]): Promise<void> {
	const { rows } = await client.query<{ conversation_id: string; name: string }>(
		`select conversation_id, id || ' ' || version as name from messages where conversation_id = any($1::uuid[])`,
		[told.map(({ id }) => id)],
	);
	const heard = new Map(told.map((one) => [one.id, one.heard]));
	const missed = rows.filter((row) => !heard.get(row.conversation_id)?.has(row.name)).length;
	const twice = told.flatMap((one) => [...one.heard.values()]).filter((n) => n > 1).length;
	report.figure({
		what: `messages never heard by their customer (of ${rows.length})`,
		value: missed,
		bar: { atMost: 0 },
	});
	report.figure({ what: 'messages heard twice', value: twice, bar: { atMost: 0 } });
}
