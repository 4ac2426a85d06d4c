import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { change, tell } from '../clock/change.ts';
import { lockPromise } from '../clock/lock-promises.ts';
import { promiseExplained } from '../events.ts';
import type { GivenReason } from '../kinds.ts';
import { canPromise } from '../policy.ts';

type Explanation = { id: string; reason: GivenReason; note: string };

/** Says why a promise was broken; a later word replaces an earlier one. Throws `not_found`, and `conflict` for one that is not broken. */
export async function explainPromise(tx: Tx, actor: Actor, { id, reason, note }: Explanation): Promise<void> {
	authorise(canPromise(actor), actor);
	const held = await lockPromise(tx, id);
	if (!held) throw problem('not_found', { detail: 'There is no such promise.' });
	const { promise } = held;
	if (promise.state !== 'broken') throw problem('conflict', { detail: 'This promise is not broken.' });
	if (promise.reason === reason && promise.note === note) return;
	const row = await change(tx, id, { reason, note });
	await tell(tx, actor, promiseExplained, row, { reason });
}
