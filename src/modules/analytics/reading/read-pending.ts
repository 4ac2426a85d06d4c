import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { dayIn } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import { spanOfFacts } from '../counting/span-of-facts.ts';
import { lastDay } from '../matters/settle-days.ts';
import { canReadInsights } from '../policy.ts';
import type { Range } from './range.ts';
import '../tables.ts';

export type Pending = {
	/** The business keeps another clock by now: all days are about to be counted anew. */
	recount: boolean;
	/** Days of the range that are old enough to be judged and are not yet. */
	days: number;
};

/** What is missing in the figures of a range, by the zone that is set and the time that it is. */
export async function readPending(
	db: Db,
	actor: Actor,
	{ range, zone, now }: { range: Range; zone: string; now: Date },
): Promise<Pending> {
	authorise(canReadInsights(actor), actor);
	const span = await spanOfFacts(db);
	if (!span) return { recount: false, days: 0 };
	const counted = await db.selectFrom('counted_by').select('time_zone').executeTakeFirst();
	const { rows } = await sql<{ days: number }>`
		select count(*)::int as days
		from generate_series(greatest(${range.from}::date, ${dayIn(zone, span.first)}::date), least(${range.to}::date, ${lastDay(zone, now)}::date), interval '1 day') as each
		where not exists (select from settled_days s where s.day = each::date)`.execute(db);
	return { recount: (counted?.time_zone ?? timeZone.fallback) !== zone, days: rows[0]?.days ?? 0 };
}
