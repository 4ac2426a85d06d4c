import { z } from 'zod';
import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import { isId, newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { canReadDrafts } from '../policy.ts';
import { type Filter, filterSchema } from './list/filter.ts';
import './tables.ts';

export type View = { id: string; name: string; is_shared: boolean; is_own: boolean; filter: Filter };
export type ViewInput = { name: string; is_shared: boolean; filter: Filter };

const MOST_VIEWS = 100;

/** One's own views and those that others share, by name. What a view was saved with and is not known any more is left out of its filter. */
export async function listViews(db: Db, actor: Actor): Promise<View[]> {
	authorise(canReadDrafts(actor), actor);
	const rows = await db
		.selectFrom('saved_views')
		.select(['id', 'owner_id', 'name', 'is_shared', 'filter'])
		.where((eb) => eb.or([eb('owner_id', '=', ownerOf(actor)), eb('is_shared', '=', true)]))
		.orderBy('created_at')
		.limit(MOST_VIEWS * 5)
		.execute();
	const { compare } = new Intl.Collator(undefined, { numeric: true });
	return rows
		.map(({ owner_id, filter, ...row }) => ({ ...row, is_own: owner_id === ownerOf(actor), filter: known(filter) }))
		.toSorted((a, b) => compare(a.name, b.name));
}

/** Throws `conflict` when one of one's own has the name, or there are a hundred. Whoever may read may keep views: they change nothing for others. */
export async function saveView(tx: Tx, actor: Actor, { name, is_shared, filter }: ViewInput): Promise<string> {
	authorise(canReadDrafts(actor), actor);
	const owner_id = ownerOf(actor);
	const own = await tx.selectFrom('saved_views').select('id').where('owner_id', '=', owner_id).execute();
	if (own.length >= MOST_VIEWS) throw problem('conflict', { detail: `There are ${MOST_VIEWS} views already.` });
	const id = newId(now(tx));
	const row = { id, owner_id, name, is_shared, filter: JSON.stringify(filter), created_at: now(tx) };
	const made = await tx
		.insertInto('saved_views')
		.values(row)
		.onConflict((oc) => oc.columns(['owner_id', 'name']).doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!made) throw taken();
	return id;
}

/** Only one's own; another's throws `not_found`. */
export async function changeView(
	tx: Tx,
	actor: Actor,
	{ id, name, is_shared, filter }: { id: string } & Partial<ViewInput>,
): Promise<void> {
	authorise(canReadDrafts(actor), actor);
	const changed = await tx
		.updateTable('saved_views')
		.set((eb) => ({
			name: name ?? eb.ref('name'),
			is_shared: is_shared ?? eb.ref('is_shared'),
			...(filter && { filter: JSON.stringify(filter) }),
		}))
		.where('id', '=', id)
		.where('owner_id', '=', ownerOf(actor))
		.executeTakeFirst()
		.catch((error: unknown) => {
			throw isConstraint(error) ? taken() : error;
		});
	if (changed.numUpdatedRows === 0n) throw problem('not_found');
}

export async function removeView(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canReadDrafts(actor), actor);
	const gone = await tx
		.deleteFrom('saved_views')
		.where('id', '=', id)
		.where('owner_id', '=', ownerOf(actor))
		.executeTakeFirst();
	if (gone.numDeletedRows === 0n) throw problem('not_found');
}

const taken = () => problem('conflict', { detail: 'There is a view of this name.' });

/** The program itself has no views. */
function ownerOf(actor: Actor): string {
	if (isId(actor.id)) return actor.id;
	throw problem('forbidden');
}

function known(filter: object): Filter {
	const read = z.looseObject(filterSchema.shape).safeParse(filter);
	return read.success ? z.object(filterSchema.shape).parse(filter) : {};
}
