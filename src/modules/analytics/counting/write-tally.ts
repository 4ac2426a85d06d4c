import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import type { SearchRow, ViewRow } from './tally.ts';
import '../tables.ts';

/** Different wordings a day that found nothing. */
const MOST_WORDINGS = 500;

/** Only texts that customers can read are counted, so there are never more rows than texts and days. */
export async function writeViews(tx: Tx, rows: ViewRow[]): Promise<void> {
	if (rows.length === 0) return;
	await sql`
		with seen as (
			select r.day, t.article_id, t.lang, r.views, r.quarters, r.times
			from json_to_recordset(${JSON.stringify(rows)}) as r (day date, translation_id uuid, views int, quarters int[], times int[])
			join translations t on t.id = r.translation_id and t.status = 'published'
		),
		by_month as (
			insert into monthly_views (day, article_id, lang, views, quarters, times)
			select date_trunc('month', day::timestamp)::date, article_id, lang, ${SUMS} from seen group by 1, 2, 3 order by 1, 2, 3
			on conflict (day, article_id, lang) do update set ${adding('monthly_views')}
		),
		of_all as (
			insert into daily_reading (day, lang, views, quarters, times)
			select day, lang, ${SUMS} from seen group by 1, 2 order by 1, 2
			on conflict (day, lang) do update set ${adding('daily_reading')}
		)
		insert into daily_views (day, article_id, lang, views, quarters, times)
		select * from seen order by 1, 2, 3
		on conflict (day, article_id, lang) do update set ${adding('daily_views')}`.execute(tx);
}

/** Of views by days or articles: how many, how deep and how long. */
export const SUMS = sql`sum(views),
	array[sum(quarters[1]), sum(quarters[2]), sum(quarters[3]), sum(quarters[4])]::int[],
	array[sum(times[1]), sum(times[2]), sum(times[3]), sum(times[4])]::int[]`;

function adding(table: 'daily_views' | 'monthly_views' | 'daily_reading') {
	const sum = (column: string) =>
		sql`array(select a + b from unnest(${sql.ref(`${table}.${column}`)}, excluded.${sql.ref(column)}) with ordinality as both_of (a, b, n) order by n)`;
	return sql`views = ${sql.ref(`${table}.views`)} + excluded.views, quarters = ${sum('quarters')}, times = ${sum('times')}`;
}

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
