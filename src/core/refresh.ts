import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';
import type { Ear } from './ear.ts';
import type { Log } from './log.ts';

const CHANNEL = 'saunders_refresh';
const CHECK_EVERY = 5_000;
const PAGE = 500;

/**
 * Says that these things changed. Takes the next version of the topic under its row lock, so that versions appear in commit order and a
 * reader that has seen version n has missed nothing before it. Call it late in a transaction: other writers of the topic wait.
 */
export async function touch(tx: Tx, topic: string, ids: readonly string[]): Promise<number> {
	const { rows } = await sql<{ version: number }>`
		insert into refresh_topics (topic, version) values (${topic}, 1)
		on conflict (topic) do update set version = refresh_topics.version + 1 returning version`.execute(tx);
	const version = rows[0]?.version ?? 0;
	await sql`
		insert into refresh_changes (topic, id, version) select ${topic}, id, ${version} from unnest(${[...new Set(ids)]}::uuid[]) as id
		on conflict (topic, id) do update set version = excluded.version`.execute(tx);
	await sql`select pg_notify(${CHANNEL}, ${topic})`.execute(tx);
	return version;
}

export async function topicVersion(db: Db, topic: string): Promise<number> {
	const row = await db.selectFrom('refresh_topics').select('version').where('topic', '=', topic).executeTakeFirst();
	return row?.version ?? 0;
}

/** Changed ids after a version; `version` is where to go on from. A page ends at a version's end, so that none is seen half. */
export async function changesSince(db: Db, topic: string, since: number): Promise<{ ids: string[]; version: number }> {
	const rows = await db
		.selectFrom('refresh_changes')
		.select(['id', 'version'])
		.where('topic', '=', topic)
		.where('version', '>', since)
		.orderBy('version')
		.limit(PAGE)
		.execute();
	const last = rows.at(-1)?.version;
	if (last === undefined) return { ids: [], version: since };
	if (rows.length < PAGE) return { ids: rows.map((row) => row.id), version: last };
	const tied = await db
		.selectFrom('refresh_changes')
		.select('id')
		.where('topic', '=', topic)
		.where('version', '=', last)
		.execute();
	const before = rows.filter((row) => row.version < last).map((row) => row.id);
	return { ids: [...before, ...tied.map((row) => row.id)], version: last };
}

type Watch = { topic: string; from: number; onChange(ids: string[], version: number): Promise<void> };
type Entry = { watch: Watch; seen: number; busy: Promise<void>; stopped: boolean };
/** `watch` answers how to stop watching. */
export type Refresher = { watch(watch: Watch): () => void; check(): Promise<void>; close(): Promise<void> };

/**
 * Follows topics in this process. NOTIFY is only a hint that saves time: every topic is also compared on
 * reconnecting and every five seconds.
 */
export function openRefresher(db: Db, ear: Ear, log: Log): Refresher {
	let entries: Entry[] = [];
	let closed = false;

	const catchUp = async (entry: Entry) => {
		for (;;) {
			const { ids, version } = await changesSince(db, entry.watch.topic, entry.seen);
			if (version === entry.seen || closed || entry.stopped) return;
			await entry.watch.onChange(ids, version);
			entry.seen = version;
		}
	};
	const check = (entry: Entry): Promise<void> => {
		if (closed) return Promise.resolve();
		const { topic } = entry.watch;
		entry.busy = entry.busy
			.then(() => catchUp(entry))
			.catch((error: Error) => log.warn({ topic, err: error.message }, 'refresh failed'));
		return entry.busy;
	};
	const checkAll = async (topic?: string) => {
		await Promise.all(entries.filter(({ watch }) => topic === undefined || watch.topic === topic).map(check));
	};
	const timer = setInterval(() => void checkAll(), CHECK_EVERY);
	ear.listen({ channel: CHANNEL, heard: (topic) => void checkAll(topic), missed: () => void checkAll() });
	return {
		watch: (watch) => {
			const entry: Entry = { watch, seen: watch.from, busy: Promise.resolve(), stopped: false };
			entries.push(entry);
			void check(entry);
			return () => {
				entry.stopped = true;
				entries = entries.filter((other) => other !== entry);
			};
		},
		check: () => checkAll(),
		close: async () => {
			closed = true;
			clearInterval(timer);
			await Promise.all(entries.map((entry) => entry.busy));
		},
	};
}
