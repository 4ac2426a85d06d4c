import { type Actor, isTheirs } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import type { Journey } from './lock.ts';
import { isSureEnough } from './policy.ts';

/** Whoever has proved who they are in one place need not do so again where the same journey goes on. */
export async function noteProof(
	tx: Tx,
	actor: Actor,
	{ id, customer_id, proven }: Pick<Journey, 'id' | 'customer_id' | 'proven'>,
): Promise<void> {
	const { assurance } = actor;
	if (!isTheirs(actor, customer_id) || isSureEnough(proven, assurance)) return;
	await tx.updateTable('journeys').set({ proven: assurance }).where('id', '=', id).execute();
}
