import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { resourceEvents as events } from '../events.ts';
import { canArrange } from '../policy.ts';
import { changeRow, makeRow, requireRow } from './changed.ts';

/** One unit: three lifts are three of them. */
export type ResourceInput = { kind: string; name: string; place_id: string | null; active: boolean };

/** Throws `invalid_input` for a place that does not exist. */
export async function makeResource(tx: Tx, actor: Actor, input: ResourceInput): Promise<{ id: string }> {
	authorise(canArrange(actor), actor);
	await requireRow(tx, 'places', 'place_id', input.place_id);
	return makeRow(tx, actor, { table: 'resources', events }, (fresh) =>
		tx
			.insertInto('resources')
			.values({ ...input, ...fresh })
			.execute(),
	);
}

/** Says all of it anew. Throws `not_found`, and as above. */
export async function changeResource(
	tx: Tx,
	actor: Actor,
	{ id, ...input }: ResourceInput & { id: string },
): Promise<void> {
	authorise(canArrange(actor), actor);
	await requireRow(tx, 'places', 'place_id', input.place_id);
	const update = tx.updateTable('resources').set(input).where('id', '=', id).executeTakeFirst();
	await changeRow(tx, actor, { id, events }, update);
}
