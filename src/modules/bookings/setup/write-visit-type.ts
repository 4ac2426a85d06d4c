import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { visitTypeEvents as events } from '../events.ts';
import { canSetOffer } from '../policy.ts';
import type { VisitType } from '../visits/terms.ts';
import { changeRow, makeRow } from './changed.ts';

export type VisitTypeInput = Omit<VisitType, 'id' | 'created_at'>;

/** Throws `invalid_input` where the code is taken. */
export async function makeVisitType(tx: Tx, actor: Actor, input: VisitTypeInput): Promise<{ id: string }> {
	authorise(canSetOffer(actor), actor);
	return makeRow(tx, actor, { table: 'visit_types', events }, (fresh) =>
		tx
			.insertInto('visit_types')
			.values({ ...rowOf(input), ...fresh })
			.execute(),
	);
}

/** Says all of it anew. Visits keep the terms they were made under. Throws `not_found`, and as above. */
export async function changeVisitType(
	tx: Tx,
	actor: Actor,
	{ id, ...input }: VisitTypeInput & { id: string },
): Promise<void> {
	authorise(canSetOffer(actor), actor);
	const update = tx.updateTable('visit_types').set(rowOf(input)).where('id', '=', id).executeTakeFirst();
	await changeRow(tx, actor, { id, events }, update);
}

const rowOf = ({ names, descriptions, price_notes, late_fee, checklist, ...rest }: VisitTypeInput) => ({
	...rest,
	names: JSON.stringify(names),
	descriptions: JSON.stringify(descriptions),
	price_notes: JSON.stringify(price_notes),
	late_fee: late_fee && JSON.stringify(late_fee),
	checklist: JSON.stringify(checklist),
});
