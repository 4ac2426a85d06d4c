import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { canWait } from '../policy.ts';
import { cancelRows } from './cancel.ts';
import { change } from './change.ts';
import { done } from './done.ts';
import { isWaitedFor, lockPromises, lockSubject, type Subject } from './lock-promises.ts';
import { goOn } from './pause.ts';
import { isResponse } from './promise-response.ts';

/** The matter is done with: its end was promised and is kept. Nobody waits for a response any more; what people promised by hand stands. */
export async function resolved(tx: Tx, actor: Actor, subject: Subject): Promise<void> {
	authorise(canWait(actor), actor);
	await lockSubject(tx, subject);
	const held = await lockPromises(tx, subject);
	for (const one of held) if (one.promise.kind === 'resolution' && isWaitedFor(one.promise)) await done(tx, actor, one);
	await cancelRows(
		tx,
		actor,
		held.filter(({ promise }) => isResponse(promise) && isWaitedFor(promise)),
	);
}

/** It was not done with: the clock of its end goes on where it stopped, so that ending a matter too early gains nothing. */
export async function reopened(tx: Tx, actor: Actor, subject: Subject): Promise<void> {
	authorise(canWait(actor), actor);
	await lockSubject(tx, subject);
	for (const held of await lockPromises(tx, subject)) {
		const { id, kind, state, done_at } = held.promise;
		if (kind !== 'resolution' || done_at === null) continue;
		if (state === 'kept') await goOn(tx, actor, held, 'reopened');
		if (state === 'broken') await change(tx, id, { done_at: null, done_by: null, counted_from: now(tx) });
	}
}
