import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { visitCancelled } from '../events.ts';
import type { Money } from '../kinds.ts';
import { canArrange } from '../policy.ts';
import { about } from './book-visit.ts';
import { whatCancellingCosts } from './costs.ts';
import { lockVisit } from './lock-visit.ts';
import { requireVersion, tooLate } from './move-visit.ts';
import { vacate } from './occupy.ts';
import { owe } from './owe.ts';
import { tellVisit } from './tell-visit.ts';

export type Cancelling = {
	id: string;
	version?: number | undefined;
	/** Takes back what was booked a moment ago: nobody owes anything for that. Whether it still is a moment is for the caller to say. */
	undo?: true | undefined;
};

/**
 * Gives the time back. A customer owes the late fee when it is too late to cancel for nothing; the team cancels free of charge. A second time changes nothing
 * and costs nothing. Throws `conflict` where the visit has begun or ended.
 */
export async function cancelVisit(
	tx: Tx,
	actor: Actor,
	{ id, version, undo }: Cancelling,
): Promise<{ id: string; code: string; fee: Money | null }> {
	const visit = await lockVisit(tx, actor, id);
	const { code } = visit;
	if (visit.state === 'cancelled') return { id: visit.id, code, fee: null };
	requireVersion(visit, version);
	const cost = whatCancellingCosts(visit.terms, { starts_at: visit.starts_at, now: now(tx) });
	if (visit.state !== 'booked' || (!cost.allowed && !canArrange(actor)))
		throw tooLate('This visit cannot be cancelled any more.');
	const fee = undo || canArrange(actor) ? null : cost.fee;
	const workers = await vacate(tx, visit.id);
	await tx
		.updateTable('visits')
		.set((eb) => ({ state: 'cancelled', version: eb('version', '+', 1), updated_at: now(tx) }))
		.where('id', '=', visit.id)
		.execute();
	await owe(tx, visit, 'late_cancellation', fee);
	const payload = { starts_at: visit.starts_at.toISOString(), workers, late_fee_minor: fee?.amount_minor ?? 0 };
	await record(tx, actor, visitCancelled, { ...about(visit), payload });
	tellVisit(tx, visit.id);
	return { id: visit.id, code, fee };
}
