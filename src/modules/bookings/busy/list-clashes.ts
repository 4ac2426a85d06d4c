import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadBookings } from '../policy.ts';
import '../tables.ts';

/** A visit, and when somebody who is to come has something else to do. */
export type Clash = {
	visit_id: string;
	code: string;
	starts_at: Date;
	ends_at: Date;
	worker_id: string;
	worker_name: string;
	busy_from: Date;
	busy_until: Date;
};

const MOST_LISTED = 200;

/** Booked visits that are still to come and at which somebody is busy elsewhere by now, the earliest first. */
export async function listClashes(db: Db, actor: Actor, now: Date): Promise<Clash[]> {
	authorise(canReadBookings(actor), actor);
	return db
		.selectFrom('visits as v')
		.innerJoin('visit_workers as vw', 'vw.visit_id', 'v.id')
		.innerJoin('workers as w', 'w.id', 'vw.worker_id')
		.innerJoin('busy_times as b', (join) =>
			join.onRef('b.worker_id', '=', 'vw.worker_id').on(sql<boolean>`b.span && vw.span`),
		)
		.select(['v.id as visit_id', 'v.code', 'v.starts_at', 'v.ends_at', 'w.id as worker_id', 'w.name as worker_name'])
		.select([sql<Date>`lower(b.span)`.as('busy_from'), sql<Date>`upper(b.span)`.as('busy_until')])
		.where('v.state', '=', 'booked')
		.where('v.starts_at', '>', now)
		.orderBy('v.starts_at')
		.orderBy('v.id')
		.limit(MOST_LISTED)
		.execute();
}
