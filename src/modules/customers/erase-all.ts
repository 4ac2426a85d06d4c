import type { Selectable } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import type { Eraser } from '#core/events/eraser.ts';
import { recordAll } from '#core/events/record.ts';
import { tellAfter } from '#core/live.ts';
import { customerErased } from './events.ts';
import './tables.ts';
import { ERASED } from './topic.ts';

export type Erasure = Selectable<Tables['erasures']>;

/** Erases customers whose rows the caller has locked, as of the given times. */
export async function eraseAll(
	tx: Tx,
	actor: Actor,
	erasures: readonly Erasure[],
	erasers: readonly Eraser[],
): Promise<void> {
	const ids = erasures.map(({ customer_id }) => customer_id);
	for (const erase of [...erasers, erasePersons]) await erase(tx, ids);
	await noteErasures(tx, erasures);
	for (const { customer_id, at } of erasures) {
		await tx.updateTable('customers').set({ erased_at: at }).where('id', '=', customer_id).execute();
		tellAfter(tx, ERASED, customer_id);
	}
	await recordAll(
		tx,
		customerErased,
		erasures.map(({ customer_id, at }) => ({ subject: customer_id, customer: customer_id, payload: {}, actor, at })),
	);
}

export async function noteErasures(tx: Tx, erasures: readonly Erasure[]): Promise<void> {
	await tx
		.insertInto('erasures')
		.values([...erasures])
		.onConflict((oc) => oc.doNothing())
		.execute();
}

const erasePersons: Eraser = async (tx, customers) => {
	for (const table of ['passes', 'identities', 'sessions'] as const)
		await tx.deleteFrom(table).where('customer_id', 'in', customers).execute();
	await tx
		.updateTable('customer_merges')
		.set({ note: null })
		.where((eb) => eb.or([eb('from_id', 'in', customers), eb('into_id', 'in', customers)]))
		.execute();
	await tx.updateTable('customers').set({ name: null, lang: null, groups: [] }).where('id', 'in', customers).execute();
};
