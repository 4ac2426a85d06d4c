import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { promiseCancelled } from '../events.ts';
import { canWait } from '../policy.ts';
import { change, tell } from './change.ts';
import { type Held, isOpen, isWaitedFor, lockPromises, lockSubject, type Subject } from './lock-promises.ts';
import { spentBy } from './measure.ts';

/** Nothing is waited for any more: the matter was spam, a test, or part of another. What is kept or broken already stays so. */
export async function cancelPromises(tx: Tx, actor: Actor, subject: Subject): Promise<void> {
	authorise(canWait(actor), actor);
	await lockSubject(tx, subject);
	const held = await lockPromises(tx, subject);
	await cancelRows(
		tx,
		actor,
		held.filter(({ promise }) => isWaitedFor(promise)),
	);
}

/** One that is broken stays so; only its clock stops. */
export async function cancelRows(tx: Tx, actor: Actor, held: readonly Held[]): Promise<void> {
	for (const { promise, calendar } of held) {
		const stopped = { spent_ms: spentBy(calendar, promise, now(tx)), counted_from: null };
		if (!isOpen(promise)) {
			await change(tx, promise.id, stopped);
			continue;
		}
		const nothing = { paused_for: [], paused_at: null, next_at: null };
		const row = await change(tx, promise.id, { ...stopped, ...nothing, state: 'cancelled', ended_at: now(tx) });
		await tell(tx, actor, promiseCancelled, row, {});
	}
}
