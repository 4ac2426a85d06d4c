import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { visitDone, visitMissed } from '../events.ts';
import { canArrange } from '../policy.ts';
import { about } from './book-visit.ts';
import { lockVisit } from './lock-visit.ts';
import { tellVisit } from './tell-visit.ts';

/** Says what became of a visit; either may be mended to the other. Throws `conflict` for one that was not booked or has not begun. */
export async function endVisit(
	tx: Tx,
	actor: Actor,
	{ id, state }: { id: string; state: 'done' | 'missed' },
): Promise<void> {
	authorise(canArrange(actor), actor);
	const visit = await lockVisit(tx, actor, id);
	if (visit.state === state) return;
	const isOver = ['booked', 'done', 'missed'].includes(visit.state) && visit.starts_at <= now(tx);
	if (!isOver) throw problem('conflict', { detail: 'This visit has not taken place.' });
	await tx
		.updateTable('visits')
		.set((eb) => ({ state, version: eb('version', '+', 1), updated_at: now(tx) }))
		.where('id', '=', visit.id)
		.execute();
	await record(tx, actor, state === 'done' ? visitDone : visitMissed, { ...about(visit), payload: {} });
	tellVisit(tx, visit.id);
}
