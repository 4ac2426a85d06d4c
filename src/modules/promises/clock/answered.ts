import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { canRespond } from '../policy.ts';
import { done } from './done.ts';
import { isWaitedFor, lockPromises, lockSubject, type Subject } from './lock-promises.ts';
import { isResponse } from './promise-response.ts';

/**
 * Somebody responded: a person, or the assistant with a next step; never an automatic reply. Keeps the promises of a response that are waited for. A second
 * call changes nothing.
 */
export async function answered(tx: Tx, actor: Actor, subject: Subject): Promise<void> {
	authorise(canRespond(actor), actor);
	const { responded_at } = await lockSubject(tx, subject);
	for (const held of await lockPromises(tx, subject))
		if (isResponse(held.promise) && isWaitedFor(held.promise)) await done(tx, actor, held);
	if (responded_at) return;
	await tx
		.updateTable('promise_subjects')
		.set({ responded_at: now(tx) })
		.where('type', '=', subject.type)
		.where('id', '=', subject.id)
		.execute();
}
