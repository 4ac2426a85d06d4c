import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInsights } from '../policy.ts';
import { filled, type Range, within } from './range.ts';
import '../tables.ts';

export type SearchDay = { day: string; searches: number; empty: number };
export type EmptySearch = { words: string; lang: string; count: number };

export async function searchesByDay(db: Db, actor: Actor, range: Range): Promise<SearchDay[]> {
	authorise(canReadInsights(actor), actor);
	const { rows } = await sql<SearchDay>`
		select day, sum(searches)::int as searches, sum(empty)::int as empty from daily_searches
		where ${within(range)} group by day`.execute(db);
	return filled(range, rows, { searches: 0, empty: 0 });
}

/** What was looked for in vain most often. */
export async function emptySearches(db: Db, actor: Actor, range: Range, limit: number): Promise<EmptySearch[]> {
	authorise(canReadInsights(actor), actor);
	const { rows } = await sql<EmptySearch>`
		select words, lang, sum(count)::int as count from empty_searches
		where ${within(range)} group by words, lang order by 3 desc, words, lang limit ${limit}`.execute(db);
	return rows;
}
