import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { mergeUndone } from '../events.ts';
import { canMerge } from '../policy.ts';
import { lockMerges, personOf } from './person.ts';
import '../tables.ts';

/** They are two again, each with what they wrote. `customer` is anybody of the person whose merge it is. */
export async function undoMerge(
	tx: Tx,
	actor: Actor,
	{ customer, merge }: { customer: string; merge: string },
): Promise<void> {
	authorise(canMerge(actor), actor);
	await lockMerges(tx);
	const undone = await tx
		.deleteFrom('customer_merges')
		.where('id', '=', merge)
		.where('into_id', 'in', await personOf(tx, customer))
		.returning(['from_id', 'into_id'])
		.executeTakeFirst();
	if (!undone) throw problem('not_found', { detail: 'There is no such merge.' });
	await record(tx, actor, mergeUndone, {
		subject: undone.into_id,
		customer: undone.into_id,
		payload: { merge_id: merge, from_id: undone.from_id },
	});
}
