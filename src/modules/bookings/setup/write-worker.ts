import { type Actor, authorise } from '#core/access.ts';
import type { Calendar } from '#core/calendar/calendar.ts';
import type { Tx } from '#core/db.ts';
import { workerEvents as events } from '../events.ts';
import { canArrange } from '../policy.ts';
import { changeRow, makeRow, requireRow } from './changed.ts';

export type WorkerInput = Calendar & {
	name: string;
	/** Who they are on the team, if they are. */
	member_id: string | null;
	crew_id: string | null;
	/** Where their day begins. */
	place_id: string;
	skills: string[];
	active: boolean;
};

/** Throws `invalid_input` for a crew, place or member that does not exist, and for a member who is somebody else already. */
export async function makeWorker(tx: Tx, actor: Actor, input: WorkerInput): Promise<{ id: string }> {
	authorise(canArrange(actor), actor);
	await requireAll(tx, input);
	return makeRow(tx, actor, { table: 'workers', events }, (fresh) =>
		tx
			.insertInto('workers')
			.values({ ...rowOf(input), ...fresh })
			.execute(),
	);
}

/** Says all of it anew; visits they have stay theirs. Throws `not_found`, and as above. */
export async function changeWorker(
	tx: Tx,
	actor: Actor,
	{ id, ...input }: WorkerInput & { id: string },
): Promise<void> {
	authorise(canArrange(actor), actor);
	await requireAll(tx, input);
	await changeRow(
		tx,
		actor,
		{ id, events },
		tx.updateTable('workers').set(rowOf(input)).where('id', '=', id).executeTakeFirst(),
	);
}

async function requireAll(tx: Tx, { place_id, crew_id, member_id }: WorkerInput): Promise<void> {
	await requireRow(tx, 'places', 'place_id', place_id);
	await requireRow(tx, 'crews', 'crew_id', crew_id);
	await requireRow(tx, 'members', 'member_id', member_id);
}

const rowOf = ({ week, exceptions, ...rest }: WorkerInput) => ({
	...rest,
	week: JSON.stringify(week),
	exceptions: JSON.stringify(exceptions),
});
