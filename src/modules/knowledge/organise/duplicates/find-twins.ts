import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Tx } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Transact } from '#core/transaction.ts';
import type { Written } from '../facts/facts-of.ts';
import '../../tables.ts';
import '../tables.ts';
import { type Part, partsOf } from './parts-of.ts';
import { similarity } from './shingles.ts';

/** From here on two say the same: measured as the share of their word pieces that both have. */
const LEAST = { passage: 0.6, subject: 0.75 };
/** What half the base has in common, such as how to call us, is told of the first fifty. */
const MOST_TWINS = 50;
const ROUND = 50;
/** A minute's job ends before the next begins. */
const LONGEST_RUN_MS = 45_000;

type Parts = { db: Db; transact: Transact };

export const twinsJob = (parts: Parts): JobKind<object> => ({
	name: 'knowledge.twins',
	retries: 0,
	every: '* * * * *',
	handle: async () => void (await findTwins(parts)),
});

/** Compares what changed with everything else in its language, and rests as long as it works: an import must not slow whoever is served. Answers how many translations it read. */
export async function findTwins({ db, transact }: Parts): Promise<number> {
	const until = Date.now() + LONGEST_RUN_MS;
	for (let done = 0; ;) {
		const stale = await staleTexts(db);
		for (const text of stale) {
			const begun = performance.now();
			await transact((tx) => compare(tx, text));
			await sleep(performance.now() - begun);
		}
		done += stale.length;
		if (stale.length < ROUND || Date.now() > until) return done;
	}
}

type Text = Written & { id: string; article_id: string; lang: string; content_hash: string };

/** A text is told by its hash, whatever its revision: a status changes nothing in it. */
const staleTexts = (db: Db): Promise<Text[]> =>
	db
		.selectFrom('translations as t')
		.leftJoin('translation_parts as p', (join) =>
			join.onRef('p.translation_id', '=', 't.id').on('p.part', '=', 'title'),
		)
		.select(['t.id', 't.article_id', 't.lang', 't.title', 't.body', 't.questions', 't.content_hash'])
		.where('t.version', '>', 0)
		.where('p.text_hash', 'is distinct from', (eb) => eb.ref('t.content_hash'))
		.orderBy('t.id')
		.limit(ROUND)
		.execute();

async function compare(tx: Tx, text: Text): Promise<void> {
	// One at a time: two that are written at once would each miss the other.
	await sql`select pg_advisory_xact_lock(hashtextextended('knowledge twins', 0))`.execute(tx);
	const parts = partsOf(text, text.lang);
	await tx.deleteFrom('translation_parts').where('translation_id', '=', text.id).execute();
	await tx
		.deleteFrom('translation_twins')
		.where((eb) => eb.or([eb('first_id', '=', text.id), eb('second_id', '=', text.id)]))
		.execute();
	const rows = parts.map(({ part, bands }) => ({
		translation_id: text.id,
		part,
		lang: text.lang,
		text_hash: part === 'title' ? text.content_hash : null,
		bands,
	}));
	await sql`insert into translation_parts select * from json_populate_recordset(null::translation_parts, ${JSON.stringify(rows)})`.execute(
		tx,
	);
	const twins = await twinsAmong(tx, text, parts);
	if (twins.length > 0) await tx.insertInto('translation_twins').values(twins).execute();
}

type Twin = {
	first_id: string;
	first_part: string;
	second_id: string;
	second_part: string;
	similarity: number;
	shared: string;
};

async function twinsAmong(tx: Tx, text: Text, parts: readonly Part[]): Promise<Twin[]> {
	const near = await candidates(tx, text);
	const others = await textsOf(tx, [...new Set(near.map(({ other_id }) => other_id))]);
	const own = new Map(parts.map((part) => [part.part, part]));
	const found = near.flatMap(({ part, other_id, other_part }) => {
		const [mine, theirs] = [own.get(part), others.get(other_id)?.get(other_part)];
		const alike = mine && theirs ? similarity(mine.shingles, theirs.shingles) : 0;
		if (!mine || alike < (part.startsWith('passage') ? LEAST.passage : LEAST.subject)) return [];
		const pair = [
			{ id: text.id, part },
			{ id: other_id, part: other_part },
		].toSorted((a, b) => (a.id < b.id ? -1 : 1));
		const [first, second] = pair as [{ id: string; part: string }, { id: string; part: string }];
		const shared = [...mine.text].slice(0, LONGEST_SHARED).join('').toWellFormed();
		return [
			{
				first_id: first.id,
				first_part: first.part,
				second_id: second.id,
				second_part: second.part,
				similarity: alike,
				shared,
			},
		];
	});
	return found.toSorted((a, b) => b.similarity - a.similarity).slice(0, MOST_TWINS);
}

const LONGEST_SHARED = 200;

/** Parts of other articles that have a sign in common with one of these. */
async function candidates(tx: Tx, { id, article_id }: Text) {
	const { rows } = await sql<{ part: string; other_id: string; other_part: string }>`
		select p.part, o.translation_id as other_id, o.part as other_part
		from translation_parts p cross join lateral (
			select o.translation_id, o.part from translation_parts o join translations t on t.id = o.translation_id
			where o.bands && p.bands and o.translation_id <> p.translation_id and t.article_id <> ${article_id}
			limit ${MOST_TWINS}
		) o where p.translation_id = ${id} and cardinality(p.bands) > 0`.execute(tx);
	return rows;
}

async function textsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Map<string, Part>>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.selectFrom('translations')
		.select(['id', 'lang', 'title', 'body', 'questions'])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map((row) => [row.id, new Map(partsOf(row, row.lang).map((part) => [part.part, part]))]));
}
