import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { inSavepoint, now } from '#core/transaction.ts';
import { visitMoved } from '../events.ts';
import type { Money } from '../kinds.ts';
import type { ObstacleCode } from '../time/obstacles.ts';
import { canArrange } from '../policy.ts';
import { about, type Booked } from './book-visit.ts';
import { whatMovingCosts } from './costs.ts';
import { requireOffered } from './hold-visit.ts';
import { lockVisit, type VisitRow } from './lock-visit.ts';
import { occupyAnyway } from './obstacles.ts';
import { occupy, vacate } from './occupy.ts';
import { timesAt } from './open-slots.ts';
import { owe } from './owe.ts';
import { tellVisit } from './tell-visit.ts';

export type Move = {
	/** Or its code. */
	id: string;
	starts_at: Date;
	/** Who shall come instead: for the team to say. */
	workers?: readonly string[] | undefined;
	/** Whatever soft obstacle there is (see `obstaclesTo`), with those who are named or come already: for the team to say. */
	anyway?: true | undefined;
	/** As it was last seen; a visit that changed since is a `conflict`. */
	version?: number | undefined;
};

/**
 * Moves a visit under the terms it was made. Those who were to come still do if they can. To where it stands already changes nothing. A customer owes the late
 * fee when it is too late to move for nothing; the team moves free of charge. Throws `conflict` where the time is taken (with `current.slots`), or the visit has begun
 * or ended.
 */
export async function moveVisit(tx: Tx, actor: Actor, { id, ...move }: Move): Promise<Booked & { fee: Money | null }> {
	const visit = await lockVisit(tx, actor, id);
	if (move.workers || move.anyway) authorise(canArrange(actor), actor);
	requireVersion(visit, move.version);
	const cost = whatMovingCosts(visit.terms, { starts_at: visit.starts_at, now: now(tx) });
	if (visit.state !== 'booked' || (!cost.allowed && !canArrange(actor)))
		throw tooLate('This visit cannot be moved any more.');
	if (!move.workers && visit.starts_at.getTime() === move.starts_at.getTime()) return { ...visit, fee: null };
	const fee = canArrange(actor) ? null : cost.fee;
	if (!canArrange(actor)) requireOffered(tx, visit.terms, { starts_at: move.starts_at, at: visit });
	return inSavepoint(tx, async () => {
		const { workers, borne } = await rearrange(tx, visit, move);
		const moved = await tx
			.updateTable('visits')
			.set((eb) => ({
				...timesAt(visit.terms, move.starts_at),
				people: workers.length,
				version: eb('version', '+', 1),
				updated_at: now(tx),
			}))
			.where('id', '=', visit.id)
			.returningAll()
			.executeTakeFirstOrThrow();
		await owe(tx, visit, 'late_move', fee);
		await record(tx, actor, visitMoved, {
			...about(visit),
			payload: {
				was_starts_at: visit.starts_at.toISOString(),
				starts_at: moved.starts_at.toISOString(),
				ends_at: moved.ends_at.toISOString(),
				workers,
				late_fee_minor: fee?.amount_minor ?? 0,
				...(borne && borne.length > 0 && { anyway: borne }),
			},
		});
		tellVisit(tx, visit.id);
		return { ...moved, fee };
	});
}

type Arranged = { workers: string[]; borne?: ObstacleCode[] };

/** Those who come, in order, and what was borne for it. */
async function rearrange(tx: Tx, visit: VisitRow, { starts_at, workers, anyway }: Omit<Move, 'id'>): Promise<Arranged> {
	const kept = await vacate(tx, visit.id);
	const people = workers?.length ?? visit.people;
	const wish = {
		visit: visit.id,
		customer: visit.customer_id,
		terms: visit.terms,
		site: visit,
		starts_at,
		people,
		kept,
		workers,
	};
	if (!anyway) return { workers: (await occupy(tx, wish)).workers.toSorted() };
	const { workers: those, borne } = await occupyAnyway(tx, { ...wish, workers: workers ?? kept });
	return { workers: those.toSorted(), borne };
}

export function requireVersion({ version, starts_at, state }: VisitRow, seen: number | undefined): void {
	if (seen === undefined || seen === version) return;
	throw problem('conflict', {
		detail: 'Somebody else has changed this visit.',
		current: { code: 'changed', version, starts_at, state },
	});
}

export const tooLate = (detail: string) => problem('conflict', { detail, current: { code: 'too_late' } });
