import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import type { SearchRow, ViewRow } from './tally.ts';
import '../tables.ts';

/** Different wordings a day that found nothing. */
const MOST_WORDINGS = 500;

/** Only texts that customers can read are counted, so there are never more rows than texts and days. */
export async function writeViews(tx: Tx, rows: ViewRow[]): Promise<void> {
	if (rows.length === 0) return;
	const quarters = sum('quarters');
	const times = sum('times');
	await sql`
		insert into daily_views (day, article_id, lang, views, quarters, times)
		select r.day, t.article_id, t.lang, r.views, r.quarters, r.times
		from json_to_recordset(${JSON.stringify(rows)}) as r (day date, translation_id uuid, views int, quarters int[], times int[])
		join translations t on t.id = r.translation_id and t.status = 'published'
		order by 1, 2, 3
		on conflict (day, article_id, lang) do update set views = daily_views.views + excluded.views, quarters = ${quarters}, times = ${times}`.execute(
		tx,
	);
}

const sum = (column: string) =>
	sql`array(select a + b from unnest(daily_views.${sql.ref(column)}, excluded.${sql.ref(column)}) with ordinality as both_of (a, b, n) order by n)`;

export async function writeSearches(tx: Tx, rows: SearchRow[]): Promise<void> {
	if (rows.length === 0) return;
	const given = JSON.stringify(rows);
	const shape = sql`(day date, lang text, channel text, words text, searches int)`;
	await sql`
		insert into daily_searches (day, lang, channel, searches, empty)
		select day, lang, channel, sum(searches), coalesce(sum(searches) filter (where words is not null), 0)
		from json_to_recordset(${given}) as r ${shape} group by 1, 2, 3 order by 1, 2, 3
		on conflict (day, lang, channel) do update set
			searches = daily_searches.searches + excluded.searches, empty = daily_searches.empty + excluded.empty`.execute(tx);
	await sql`
		insert into empty_searches (day, lang, channel, words, count)
		select r.day, r.lang, r.channel, r.words, r.searches from json_to_recordset(${given}) as r ${shape}
		where r.words <> '' and (
			(select count(*) from empty_searches e where e.day = r.day) < ${MOST_WORDINGS}
			or exists (select from empty_searches e where (e.day, e.lang, e.channel, e.words) = (r.day, r.lang, r.channel, r.words)))
		order by 1, 2, 3, 4
		limit ${MOST_WORDINGS}
		on conflict (day, lang, channel, words) do update set count = empty_searches.count + excluded.count`.execute(tx);
}

/** Days for which wordings of searches are kept; the counts stay. */
const WORDS_DAYS = 90;

export async function forgetWords(tx: Tx, today: string): Promise<void> {
	await sql`delete from empty_searches where day < ${today}::date - ${WORDS_DAYS}::int`.execute(tx);
}
