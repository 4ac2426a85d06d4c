import type { Tx } from '#core/db.ts';

/**
 * Whoever erases one of these customers waits until this transaction ends, and then finds the copies it makes; of whom was just erased there is nothing left
 * to copy. Before any other lock, as erasing does it, so that neither waits for the other for ever.
 */
export async function holdCustomers(tx: Tx, ids: readonly (string | null)[]): Promise<void> {
	const known = ids.filter((id) => id !== null);
	if (known.length === 0) return;
	await tx.selectFrom('customers').select('id').where('id', 'in', known).orderBy('id').forKeyShare().execute();
}
