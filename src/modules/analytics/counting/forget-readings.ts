import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { SUMS } from './write-tally.ts';
import '../tables.ts';

/** Articles that were never meant for readers: nothing that was read of them counts. */
export async function forgetReadings(tx: Tx, articles: readonly string[]): Promise<void> {
	const ids = sql`${[...articles]}::uuid[]`;
	await sql`delete from monthly_views where article_id = any(${ids})`.execute(tx);
	const { rows } = await sql<{ day: string; lang: string }>`
		delete from daily_views where article_id = any(${ids}) returning day, lang`.execute(tx);
	const changed = sql`select distinct day, lang from json_to_recordset(${JSON.stringify(rows)}) as r (day date, lang text)`;
	await sql`delete from daily_reading where (day, lang) in (${changed})`.execute(tx);
	await sql`
		insert into daily_reading (day, lang, views, quarters, times)
		select day, lang, ${SUMS} from daily_views where (day, lang) in (${changed}) group by day, lang`.execute(tx);
}
