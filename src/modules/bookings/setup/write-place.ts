import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { placeEvents as events } from '../events.ts';
import type { Site } from '../kinds.ts';
import { canSetOffer } from '../policy.ts';
import { changeRow, makeRow } from './changed.ts';

/** A depot or branch. One that is not active any more still is where somebody's day begins. */
export type PlaceInput = Site & {
	name: string;
	/** What people call it, in any language: an address that names one of these lies near. */
	areas: string[];
	active: boolean;
};

export async function makePlace(tx: Tx, actor: Actor, input: PlaceInput): Promise<{ id: string }> {
	authorise(canSetOffer(actor), actor);
	return makeRow(tx, actor, { table: 'places', events }, (fresh) =>
		tx
			.insertInto('places')
			.values({ ...input, ...fresh })
			.execute(),
	);
}

/** Says all of it anew. Throws `not_found`. */
export async function changePlace(tx: Tx, actor: Actor, { id, ...input }: PlaceInput & { id: string }): Promise<void> {
	authorise(canSetOffer(actor), actor);
	await changeRow(
		tx,
		actor,
		{ id, events },
		tx.updateTable('places').set(input).where('id', '=', id).executeTakeFirst(),
	);
}
