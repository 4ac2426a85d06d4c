import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import type { Changes } from '../events.ts';
import { MOST_ROWS } from '../kinds.ts';
import { refused } from '../visits/terms.ts';
import '../tables.ts';

type SetUp = 'places' | 'crews' | 'workers' | 'resources' | 'visit_types';
type Fresh = { id: string; created_at: Date };

/** Puts a new row into one of the lists that are shown whole, and notes that. Throws `invalid_input` where there are too many. */
export async function makeRow(
	tx: Tx,
	actor: Actor,
	{ table, events }: { table: SetUp; events: Changes },
	insert: (fresh: Fresh) => Promise<unknown>,
): Promise<{ id: string }> {
	const { count } = await tx
		.selectFrom(table)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	if (count >= MOST_ROWS) throw refused('', 'too_many', `There can be ${MOST_ROWS} of them at most.`);
	const id = newId(now(tx));
	await unlessTaken(insert({ id, created_at: now(tx) }));
	await record(tx, actor, events.made, { subject: id, payload: {} });
	return { id };
}

/** Notes a change of a row. Throws `not_found` where there was none. */
export async function changeRow(
	tx: Tx,
	actor: Actor,
	{ id, events }: { id: string; events: Changes },
	update: Promise<{ numUpdatedRows: bigint }>,
): Promise<void> {
	const { numUpdatedRows } = await unlessTaken(update);
	if (!numUpdatedRows) throw problem('not_found');
	await record(tx, actor, events.changed, { subject: id, payload: {} });
}

/** Locked, so that it does not go meanwhile. Throws `invalid_input`. */
export async function requireRow(
	tx: Tx,
	table: 'places' | 'crews' | 'members',
	path: string,
	id: string | null,
): Promise<void> {
	if (id === null) return;
	const found = await tx.selectFrom(table).select('id').where('id', '=', id).forShare().executeTakeFirst();
	if (!found) throw refused(path, 'not_found', 'There is no such entry.');
}

/** What must be unique says so by its constraint. */
function unlessTaken<T>(write: Promise<T>): Promise<T> {
	return write.catch((error: unknown) => {
		if (!isConstraint(error)) throw error;
		const path = (error as { constraint?: string }).constraint === 'workers_member' ? 'member_id' : 'code';
		throw refused(path, 'taken', 'Another one has this already.');
	});
}
