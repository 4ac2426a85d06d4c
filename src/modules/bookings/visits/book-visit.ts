import { sql } from 'kysely';
import { type Actor, isTheirs } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { inSavepoint, now } from '#core/transaction.ts';
import { lastEmailOf } from '#modules/customers/index.ts';
import { visitBooked } from '../events.ts';
import { hold, type VisitWish } from './hold-visit.ts';
import { canBookFor } from '../policy.ts';
import { lockVisit, type VisitRow } from './lock-visit.ts';
import { occupy } from './occupy.ts';
import { tellVisit } from './tell-visit.ts';

/** What is held, or what is wanted at once; `note` replaces the one of the hold. `journey` books once, however often it is tried. */
export type Booking = ({ hold: string; note?: string | undefined } | VisitWish) & {
	journey?: string | undefined;
	/** Whom to ring up about it. */
	phone?: string | undefined;
	/** The id of the customer's address to which is written; where the team books it is the one they named last. */
	contact?: string | undefined;
};

export type Booked = Pick<
	VisitRow,
	'id' | 'code' | 'starts_at' | 'ends_at' | 'window_from' | 'window_until' | 'zone' | 'version'
>;

/**
 * Books for good. A hold that has run out is still good while nobody else took its time. Throws `conflict` (with `current.slots`) where somebody did, and
 * `not_found` for somebody else's hold. Nothing stays when it fails.
 */
export async function bookVisit(tx: Tx, actor: Actor, booking: Booking): Promise<Booked> {
	return inSavepoint(tx, async () => {
		const before = booking.journey ? await bookedBy(tx, actor, booking.journey) : undefined;
		if (before) return before;
		const isHeld = 'hold' in booking;
		const visit = await lockVisit(tx, actor, isHeld ? booking.hold : (await hold(tx, actor, booking)).id);
		if (visit.state !== 'held')
			throw problem('conflict', { detail: 'This was booked already.', current: { code: 'already_booked' } });
		if (isHeld) await takeAgain(tx, visit);
		return settle(tx, actor, visit, booking);
	});
}

/** Two at once go one after the other, so that the second finds what the first has booked. */
async function bookedBy(tx: Tx, actor: Actor, journey: string): Promise<Booked | undefined> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${journey}, 0))`.execute(tx);
	const visit = await tx.selectFrom('visits').selectAll().where('journey_id', '=', journey).executeTakeFirst();
	if (visit && !canBookFor(actor, visit.customer_id)) throw problem('not_found');
	return visit;
}

/** What ran out may have been given to others meanwhile. */
async function takeAgain(tx: Tx, visit: VisitRow): Promise<void> {
	const own = await tx
		.selectFrom('visit_workers')
		.select('worker_id')
		.where('visit_id', '=', visit.id)
		.executeTakeFirst();
	if (own) return;
	await occupy(tx, {
		visit: visit.id,
		customer: visit.customer_id,
		terms: visit.terms,
		people: visit.people,
		site: visit,
		starts_at: visit.starts_at,
	});
}

async function settle(
	tx: Tx,
	actor: Actor,
	{ id, customer_id }: VisitRow,
	{ note, journey, phone, contact }: Booking,
): Promise<Booked> {
	const visit = await tx
		.updateTable('visits')
		.set({
			state: 'booked',
			held_until: null,
			updated_at: now(tx),
			...(note !== undefined && { note }),
			...(phone !== undefined && { phone }),
			contact_identity_id: contact ?? (isTheirs(actor, customer_id) ? null : await lastEmailOf(tx, customer_id)),
			...(journey && { journey_id: journey }),
		})
		.where('id', '=', id)
		.returningAll()
		.returning([
			sql<string[]>`array(select visit_type_id::text from visit_items where visit_id = visits.id order by position)`.as(
				'types',
			),
			sql<string[]>`array(select worker_id::text from visit_workers where visit_id = visits.id order by worker_id)`.as(
				'workers',
			),
		])
		.executeTakeFirstOrThrow();
	await record(tx, actor, visitBooked, {
		...about(visit),
		payload: {
			code: visit.code,
			starts_at: visit.starts_at.toISOString(),
			ends_at: visit.ends_at.toISOString(),
			types: visit.types,
			people: visit.people,
			workers: visit.workers,
			...(journey && { journey_id: journey }),
		},
	});
	tellVisit(tx, visit.id);
	return visit;
}

/** What every fact about a visit says of it. */
export const about = ({ id, customer_id, channel, lang }: VisitRow) => ({
	subject: id,
	customer: customer_id,
	...(channel && { channel }),
	...(lang && { lang }),
});
