import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { crewEvents as events } from '../events.ts';
import { canArrange } from '../policy.ts';
import { changeRow, makeRow, requireRow } from './changed.ts';

export type CrewInput = { name: string; place_id: string | null; colour: string; active: boolean };

/** Throws `invalid_input` for a place that does not exist. */
export async function makeCrew(tx: Tx, actor: Actor, input: CrewInput): Promise<{ id: string }> {
	authorise(canArrange(actor), actor);
	await requireRow(tx, 'places', 'place_id', input.place_id);
	return makeRow(tx, actor, { table: 'crews', events }, (fresh) =>
		tx
			.insertInto('crews')
			.values({ ...input, ...fresh })
			.execute(),
	);
}

/** Says all of it anew. Throws `not_found`, and as above. */
export async function changeCrew(tx: Tx, actor: Actor, { id, ...input }: CrewInput & { id: string }): Promise<void> {
	authorise(canArrange(actor), actor);
	await requireRow(tx, 'places', 'place_id', input.place_id);
	await changeRow(
		tx,
		actor,
		{ id, events },
		tx.updateTable('crews').set(input).where('id', '=', id).executeTakeFirst(),
	);
}
