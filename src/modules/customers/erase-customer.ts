import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { Eraser } from '#core/events/eraser.ts';
import { now } from '#core/transaction.ts';
import { eraseAll } from './erase-all.ts';
import { canErase, isThemselves } from './policy.ts';
import './tables.ts';

/**
 * Takes out of every module's rows what a customer wrote and by what they can be known, and ends their sessions. The facts stay. A second time changes
 * nothing; somebody else's id is as good as none: `not_found`.
 */
export async function eraseCustomer(
	tx: Tx,
	actor: Actor,
	{ id, erasers }: { id: string; erasers: readonly Eraser[] },
): Promise<void> {
	if (actor.kind === 'customer' && actor.id !== '' && !isThemselves(actor, id)) throw problem('not_found');
	authorise(canErase(actor, id), actor);
	// Whoever is just writing something of theirs comes before this lock or is refused after it.
	const customer = await tx
		.selectFrom('customers')
		.select('erased_at')
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (customer && !customer.erased_at) return eraseAll(tx, actor, [{ customer_id: id, at: now(tx) }], erasers);
	if (!customer && !(await wasErased(tx, id))) throw problem('not_found');
}

/** Also before the time of a backup that does not know them yet. */
async function wasErased(tx: Tx, id: string): Promise<boolean> {
	const row = await tx.selectFrom('erasures').select('at').where('customer_id', '=', id).executeTakeFirst();
	return row !== undefined;
}
