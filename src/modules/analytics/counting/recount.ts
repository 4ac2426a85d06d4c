import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { lockCursor } from '#core/events/read.ts';
import type { Retention } from '#core/events/forget-old.ts';
import type { Clock } from '#core/time.ts';
import type { Transact } from '#core/transaction.ts';
import { addDays, dayIn } from '#core/zone.ts';
import { COUNTED, countFacts } from './count-facts.ts';
import { countByDay } from './roll.ts';
import { zoneOf } from './zone-of.ts';

type Counter = { transact: Transact; clock: Clock };

/**
 * Counts all days anew from the facts, as far as the roll had come; the roll waits and goes on from there. Days of which facts may be forgotten by now
 * keep their counts. Matters are judged anew by the job that settles days.
 */
export const recount = ({ transact, clock }: Counter, retention: Retention): Promise<void> =>
	transact(async (tx) => {
		const cursor = await lockCursor(tx, countByDay.name);
		const zone = await zoneOf(tx);
		const since = firstWhole(retention, dayIn(zone, clock()));
		await forget(tx, since);
		const names = COUNTED.map(({ name }) => name);
		const facts = sql`
			select * from events where name = any(${names}) and (xid, id) <= (${cursor.xid}::xid8, ${cursor.id}::uuid)
			and at >= ${since}::date::timestamp at time zone ${zone}`;
		await countFacts(tx, { facts, zone, since });
	});

/** So long after its question somebody may still say whether it helped. */
const LEADS_BACK_DAYS = 30;

/** The first day of which no fact that counts is forgotten, nor what such a fact leads back to. */
function firstWhole(retention: Retention, today: string): string {
	const kept = COUNTED.flatMap(({ name }) => retention[name] ?? []);
	return kept.length > 0 ? addDays(today, 1 + LEADS_BACK_DAYS - Math.min(...kept)) : '-infinity';
}

async function forget(tx: Tx, since: string): Promise<void> {
	for (const table of ['daily_counts', 'daily_articles', 'daily_matters', 'settled_days'] as const)
		await sql`delete from ${sql.table(table)} where day >= ${since}::date`.execute(tx);
}
