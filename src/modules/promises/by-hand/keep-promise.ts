import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { cancelRows } from '../clock/cancel.ts';
import { done } from '../clock/done.ts';
import { type Held, isOpen, isWaitedFor, lockPromise } from '../clock/lock-promises.ts';
import { canPromise } from '../policy.ts';

/** Somebody did what was promised by hand. Throws `not_found`; `conflict` for a promise of a rule, which is kept by an answer, or one that is over. */
export async function keepPromise(tx: Tx, actor: Actor, id: string): Promise<void> {
	const held = await heldBy(tx, actor, id);
	if (!held.promise.by_hand) throw problem('conflict', { detail: 'This promise is kept by an answer, not by hand.' });
	if (held.promise.done_at) return;
	if (!isWaitedFor(held.promise)) throw problem('conflict', { detail: 'This promise is over.' });
	await done(tx, actor, held);
}

/** Takes one promise back. It is counted neither as kept nor as broken. Throws `not_found`; `conflict` once it is kept or broken. */
export async function cancelPromise(tx: Tx, actor: Actor, id: string): Promise<void> {
	const held = await heldBy(tx, actor, id);
	if (held.promise.state === 'cancelled') return;
	if (!isOpen(held.promise)) throw problem('conflict', { detail: 'This promise is over.' });
	await cancelRows(tx, actor, [held]);
}

async function heldBy(tx: Tx, actor: Actor, id: string): Promise<Held> {
	authorise(canPromise(actor), actor);
	const held = await lockPromise(tx, id);
	if (!held) throw problem('not_found', { detail: 'There is no such promise.' });
	return held;
}
