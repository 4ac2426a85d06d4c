import { CompiledQuery, sql } from 'kysely';
import type { Db, Tx } from '#core/db.ts';
import { lockCursor } from '#core/events/read.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Clock } from '#core/time.ts';
import type { Transact } from '#core/transaction.ts';
import { addDays, dayIn } from '#core/days.ts';
import type { Recounting } from '../counting/recount.ts';
import { countByDay } from '../counting/roll.ts';
import { spanOfFacts } from '../counting/span-of-facts.ts';
import { zoneOf } from '../counting/zone-of.ts';
import { JUDGE_DAY } from './judge.ts';

export type Settler = { database: { db: Db }; transact: Transact; clock: Clock };

/** Whoever comes back within so many days was not helped for good. */
const RETURN_DAYS = 7;

const EVERY_TEN_MINUTES = '3-59/10 * * * *';

export const settleJob = (settler: Settler): JobKind<object> => ({
	name: 'analytics.settle',
	every: EVERY_TEN_MINUTES,
	handle: () => settleDays(settler),
});

/** Judges the matters of every day that is older than seven and not judged yet, a day a transaction. */
export async function settleDays(
	{ database, transact, clock }: Settler,
	{ onProgress, signal }: Recounting = {},
): Promise<void> {
	const days = await openDays(database.db, clock);
	for (const [i, day] of days.entries()) {
		signal?.throwIfAborted();
		await transact((tx) => settle(tx, clock, day));
		onProgress?.({ what: 'judging', done: i + 1, total: days.length });
	}
}

async function openDays(db: Db, clock: Clock): Promise<string[]> {
	const span = await spanOfFacts(db);
	if (!span) return [];
	const zone = await zoneOf(db);
	const { rows } = await sql<{ day: string }>`
		select each::date as day
		from generate_series(${dayIn(zone, span.first)}::date, ${lastDay(zone, clock())}::date, interval '1 day') as each
		where not exists (select from settled_days s where s.day = each::date) order by each`.execute(db);
	return rows.map(({ day }) => day);
}

/** The last day that has seven whole ones behind it. */
export const lastDay = (zone: string, now: Date): string => addDays(dayIn(zone, now), -(RETURN_DAYS + 1));

/** The mark is set first: of two processes that settle a day one waits for the other and then has nothing to do. */
async function settle(tx: Tx, clock: Clock, day: string): Promise<void> {
	// A recount takes all marks away and must not miss one that is just being set.
	await lockCursor(tx, countByDay.name);
	const zone = await zoneOf(tx);
	const marked = await tx
		.insertInto('settled_days')
		.values({ day })
		.onConflict((oc) => oc.doNothing())
		.returning('day')
		.executeTakeFirst();
	if (!marked || day > lastDay(zone, clock())) return;
	await tx.deleteFrom('daily_matters').where('day', '=', day).execute();
	// Of many partitions the plan looks dear, and to compile it takes longer than to run it.
	await sql`set local jit = off`.execute(tx);
	await tx.executeQuery(
		CompiledQuery.raw(
			`insert into daily_matters (day, lang, channel, matters, net, came_back, handed, unsolved, silent, left_open, handed_confirmed) ${JUDGE_DAY}`,
			[day, zone],
		),
	);
}
