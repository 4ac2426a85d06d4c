import { sql } from 'kysely';
import type { JobKind } from '#core/jobs.ts';
import { now, type Transact } from '#core/transaction.ts';
import '../tables.ts';

type Parts = { transact: Transact };

export function sweepHoldsJob(parts: Parts): JobKind<object> {
	return {
		name: 'bookings.sweep_holds',
		retries: 0,
		every: '* * * * *',
		handle: () => sweepHolds(parts),
	};
}

/** So long somebody may come back to what they held, if nobody took it. */
const KEPT_MS = 86_400_000;

/** Gives back the time of holds that ran out, though nobody asked for it, and forgets who held it after a day. */
export async function sweepHolds({ transact }: Parts): Promise<void> {
	await transact(async (tx) => {
		const gone = new Date(now(tx).getTime() - KEPT_MS);
		await sql`delete from visits where id in (
			select id from visits where state = 'held' and held_until <= ${gone} order by id for update skip locked)`.execute(tx);
		for (const spans of ['visit_workers', 'visit_resources'])
			await sql`delete from ${sql.table(spans)} where visit_id in (
				select v.id from visits v where v.state = 'held' and v.held_until <= ${now(tx)}
					and exists (select from ${sql.table(spans)} s where s.visit_id = v.id)
				order by v.id for update skip locked)`.execute(tx);
	});
}
