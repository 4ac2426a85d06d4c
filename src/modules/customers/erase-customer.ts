import { type Actor, authorise, isTheirs } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { Eraser } from '#core/events/eraser.ts';
import { now } from '#core/transaction.ts';
import { eraseAll } from './erase-all.ts';
import { lockMerges } from './merges/person.ts';
import { idsMeant } from './ids-meant.ts';
import { canErase } from './policy.ts';
import './tables.ts';

/**
 * Takes out of every module's rows what a customer wrote and by what they can be known, and ends their sessions; also of those who were merged into them.
 * The facts stay. A second time changes nothing; somebody else's id is as good as none: `not_found`.
 */
export async function eraseCustomer(
	tx: Tx,
	actor: Actor,
	{ id, erasers }: { id: string; erasers: readonly Eraser[] },
): Promise<void> {
	if (actor.kind === 'customer' && actor.id !== '' && !isTheirs(actor, id)) throw problem('not_found');
	authorise(canErase(actor, id), actor);
	// Nobody is merged into them meanwhile, and whoever is just writing something of theirs comes before the second lock or is refused after it.
	await lockMerges(tx);
	const customers = await tx
		.selectFrom('customers')
		.select(['id', 'erased_at'])
		.where('id', 'in', await idsMeant(tx, actor, id))
		.orderBy('id')
		.forUpdate()
		.execute();
	if (customers.length === 0 && !(await wasErased(tx, id))) throw problem('not_found');
	const living = customers.filter(({ erased_at }) => !erased_at);
	if (living.length === 0) return;
	const erasures = living.map((customer) => ({ customer_id: customer.id, at: now(tx) }));
	await eraseAll(tx, actor, erasures, erasers);
}

/** Also before the time of a backup that does not know them yet. */
async function wasErased(tx: Tx, id: string): Promise<boolean> {
	const row = await tx.selectFrom('erasures').select('at').where('customer_id', '=', id).executeTakeFirst();
	return row !== undefined;
}
