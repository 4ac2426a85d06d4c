import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#core/db.ts';
import { firstIdAt, madeAt } from '#core/ids.ts';

type Sql = RawBuilder<unknown>;
/** `words` as a `tsquery`; `where` is what the conversation `c` has to fulfil. */
export type Sought = { words: string; where: Sql };
export type Match = { id: string; conversation_id: string };

/** A filter that so few conversations fulfil is read first, and the words looked for in them, so many at a time. */
const FEW = 3_000;
const AT_ONCE = 500;
/** So many of the newest messages are read one by one, which is the quickest way to words that are everywhere. */
const WALKED = 10_000;
/** Beyond them the index of words is asked, for a span of time this many times as long, then as long again. */
const FURTHER = [5, 25];
const BATCH = 200;
/** Above every UUIDv7. */
export const END = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Messages that hold the words, the newest first, in batches. A word may stand in every third message or in two of a million, and Postgres cannot guess
 * which goes along with which filter: so the work is bounded by asking for ever longer spans of time, each in the way that suits it.
 */
export async function* matches(db: Db, sought: Sought, before: string): AsyncGenerator<Match[]> {
	const few = await fewConversations(db, sought.where);
	if (few) yield* inEach(db, sought, few, before);
	else
		for (const { read, from, to } of await spans(db, await latest(db, sought.where, before)))
			yield* inBatches((until) => read(db, sought, from, until), to);
}

async function* inBatches(read: (to: string) => Promise<Match[]>, before: string): AsyncGenerator<Match[]> {
	for (let to = before; ;) {
		const rows = await read(to);
		const last = rows.at(-1);
		if (last) yield rows;
		if (!last || rows.length < BATCH) return;
		to = last.id;
	}
}

type Few = { id: string; last: Date };

/** The one that was written in last first. */
async function fewConversations(db: Db, where: Sql): Promise<Few[] | undefined> {
	const { rows } = await sql<Few>`
		select c.id, c.last_message_at as last from conversations c where ${where} limit ${FEW + 1}`.execute(db);
	return rows.length > FEW ? undefined : rows.toSorted((a, b) => b.last.getTime() - a.last.getTime());
}

/** What was found is certain to be the newest once all conversations that were written in since have been read. */
async function* inEach(db: Db, { words }: Sought, few: readonly Few[], before: string): AsyncGenerator<Match[]> {
	let found: Match[] = [];
	for (let at = 0; at < few.length; at += AT_ONCE) {
		const ids = few.slice(at, at + AT_ONCE).map(({ id }) => id);
		found = [...found, ...(await newestIn(db, words, ids, before))].toSorted((a, b) => (a.id < b.id ? 1 : -1));
		const next = few[at + AT_ONCE];
		const certain = next ? firstIdAt(next.last) : '';
		yield found.filter(({ id }) => id > certain);
		found = found.filter(({ id }) => id <= certain);
	}
}

/** Nothing is found after the last of such conversations was written in: what is closed was so for a while. */
async function latest(db: Db, where: Sql, before: string): Promise<string> {
	const { rows } = await sql<{ at: Date }>`
		select c.last_message_at as at from conversations c where ${where} order by c.last_message_at desc limit 1`.execute(db);
	const at = rows[0] && firstIdAt(new Date(rows[0].at.getTime() + 1));
	return at && at < before ? at : before;
}

type Span = { read: typeof walk; from: string; to: string };

async function spans(db: Db, before: string): Promise<Span[]> {
	const { rows } = await sql<{ newest: string; oldest: string | null }>`
		select (select id from messages where id < ${before} order by id desc limit 1) as newest,
			(select id from messages where id < ${before} order by id desc offset ${WALKED} limit 1) as oldest`.execute(db);
	const first = firstIdAt(new Date(0));
	const { newest, oldest = null } = rows[0] ?? {};
	if (!newest || !oldest) return [{ read: walk, from: first, to: before }];
	const [end, begin] = [madeAt(newest).getTime(), madeAt(oldest).getTime()];
	const bounds = FURTHER.map((times) => firstIdAt(new Date(begin - times * (end - begin))));
	const froms = [oldest, ...bounds, first];
	const tos = [before, ...froms];
	return froms.map((from, i) => ({ read: i === 0 ? walk : pick, from, to: tos[i] ?? from }));
}

/** One after the other from the newest on. */
const walk = (db: Db, { words, where }: Sought, from: string, to: string) =>
	rowsOf(
		db,
		sql`(select id, conversation_id, words from messages where id >= ${from} and id < ${to} order by id desc offset 0) m`,
		sql`m.words @@ ${words}::tsquery and ${where}`,
	);

/** `offset 0` has Postgres ask the index of words before it thinks of the order. */
const pick = (db: Db, { words, where }: Sought, from: string, to: string) =>
	rowsOf(
		db,
		sql`(select id, conversation_id from messages where id >= ${from} and id < ${to} and words @@ ${words}::tsquery offset 0) m`,
		where,
	);

/** The newest of each conversation; `offset 0` has Postgres read them one by one, whatever it thinks of the words. */
async function newestIn(db: Db, words: string, conversations: string[], to: string): Promise<Match[]> {
	const { rows } = await sql<Match>`
		select distinct on (part.into_id) m.id, part.into_id as conversation_id
		from (
			select id, id as into_id from unnest(${conversations}::uuid[]) as id
			union all select conversation_id, into_id from conversation_merges where into_id = any(${conversations}::uuid[])
		) part
		cross join lateral (select id, words from messages where conversation_id = part.id and id < ${to} offset 0) m
		where m.words @@ ${words}::tsquery order by part.into_id, m.id desc`.execute(db);
	return rows;
}

/** What was merged into another conversation is found there. */
async function rowsOf(db: Db, from: Sql, where: Sql): Promise<Match[]> {
	const { rows } = await sql<Match>`
		select m.id, c.id as conversation_id from ${from}
		left join conversation_merges g on g.conversation_id = m.conversation_id
		join conversations c on c.id = coalesce(g.into_id, m.conversation_id)
		where ${where} order by m.id desc limit ${BATCH}`.execute(db);
	return rows;
}
