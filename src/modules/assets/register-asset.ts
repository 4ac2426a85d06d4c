import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { assetRegistered } from './events.ts';
import { canWriteAssets } from './policy.ts';
import { refused, requireCustomer } from './require-customer.ts';
import { serialKey } from './serial-key.ts';
import type { Asset } from './tables.ts';

export type AssetInput = Pick<Asset, 'serial_number' | 'model' | 'kind'> &
	Partial<Pick<Asset, 'address' | 'customer_id' | 'commissioned_on' | 'warranty_until'>>;

/** Puts a machine into the register. Throws `invalid_input` where one with this number is there. */
export async function registerAsset(tx: Tx, actor: Actor, input: AssetInput): Promise<{ id: string }> {
	authorise(canWriteAssets(actor), actor);
	await requireCustomer(tx, input.customer_id);
	const at = now(tx);
	const made = await tx
		.insertInto('assets')
		.values({ ...rowOf(input), id: newId(at), created_at: at, updated_at: at })
		.onConflict((oc) => oc.column('serial_key').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!made) throw refused('serial_number', 'taken', 'A machine with this number is registered already.');
	const { model, kind, customer_id } = input;
	await record(tx, actor, assetRegistered, {
		subject: made.id,
		...(customer_id && { customer: customer_id }),
		payload: { model, kind },
	});
	return made;
}

const rowOf = ({ serial_number, model, kind, address, customer_id, commissioned_on, warranty_until }: AssetInput) => ({
	serial_number,
	serial_key: serialKey(serial_number),
	model,
	kind,
	address: address ?? '',
	customer_id: customer_id ?? null,
	commissioned_on: commissioned_on ?? null,
	warranty_until: warranty_until ?? null,
});
