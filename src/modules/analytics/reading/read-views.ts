import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadInsights } from '../policy.ts';
import { filled, type Range, within } from './range.ts';
import '../tables.ts';

export type ViewDay = { day: string; views: number; quarters: number[]; times: number[] };

/** How much was read, how deep and how long, on every day of the range. */
export async function viewsByDay(db: Db, actor: Actor, range: Range): Promise<ViewDay[]> {
	authorise(canReadInsights(actor), actor);
	const { rows } = await sql<ViewDay>`
		select day, sum(views)::int as views,
			array[sum(quarters[1]), sum(quarters[2]), sum(quarters[3]), sum(quarters[4])]::int[] as quarters,
			array[sum(times[1]), sum(times[2]), sum(times[3]), sum(times[4])]::int[] as times
		from daily_reading where ${within(range, { channels: false })} group by day`.execute(db);
	return filled(range, rows, { views: 0, quarters: [0, 0, 0, 0], times: [0, 0, 0, 0] });
}
