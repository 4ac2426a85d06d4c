import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { setRemoved, setReturned } from '../events.ts';
import { canWriteTests } from '../policy.ts';
import { lockSet } from './lock-set.ts';
import { named } from './named.ts';

/** Takes a set away with its runs; for a month it can come back. Throws `not_found`. */
export async function removeSet(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canWriteTests(actor), actor);
	await lockSet(tx, id);
	await tx
		.updateTable('test_sets')
		.set({ removed_at: now(tx) })
		.where('id', '=', id)
		.execute();
	await record(tx, actor, setRemoved, { subject: id, payload: {} });
}

/** Undoes it. Throws `not_found`, and `invalid_input` when another has taken the name. */
export async function returnSet(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canWriteTests(actor), actor);
	const { numUpdatedRows } = await named(
		tx
			.updateTable('test_sets')
			.set({ removed_at: null })
			.where('id', '=', id)
			.where('removed_at', 'is not', null)
			.executeTakeFirst(),
	);
	if (!numUpdatedRows) throw problem('not_found', { detail: 'There is no such test set.' });
	await record(tx, actor, setReturned, { subject: id, payload: {} });
}
