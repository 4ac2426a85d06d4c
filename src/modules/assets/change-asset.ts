import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { assetChanged } from './events.ts';
import { canWriteAssets } from './policy.ts';
import type { AssetInput } from './register-asset.ts';
import { requireCustomer } from './require-customer.ts';

/** The number is what a machine is: it does not change. */
type Changes = Partial<Omit<AssetInput, 'serial_number'>> & { id: string };

/** Says anew what is named; `customer_id: null` takes it from its owner. Throws `not_found`. */
export async function changeAsset(tx: Tx, actor: Actor, { id, ...changes }: Changes): Promise<void> {
	authorise(canWriteAssets(actor), actor);
	await requireCustomer(tx, changes.customer_id);
	const changed = await tx
		.updateTable('assets')
		.set({ ...changes, updated_at: now(tx) })
		.where('id', '=', id)
		.returning('customer_id')
		.executeTakeFirst();
	if (!changed) throw problem('not_found');
	await record(tx, actor, assetChanged, {
		subject: id,
		...(changed.customer_id && { customer: changed.customer_id }),
		payload: { fields: Object.keys(changes).toSorted() },
	});
}
