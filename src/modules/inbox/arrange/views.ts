import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import { isId, newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { type Filter, filterSchema } from '../list/filter.ts';
import { canArrange, canReadInbox } from '../policy.ts';
import '../tables.ts';

const MOST_VIEWS = 100;

export type InboxView = { id: string; name: string; is_shared: boolean; is_own: boolean; filter: Filter };
type ViewInput = { name: string; is_shared: boolean; filter: Filter };

/** One's own views and those that are shared, the oldest first. A filter that no list takes any more shows all. */
export async function listInboxViews(db: Db, actor: Actor): Promise<InboxView[]> {
	authorise(canReadInbox(actor), actor);
	const rows = await db
		.selectFrom('inbox_views')
		.select(['id', 'owner_id', 'name', 'is_shared', 'filter'])
		.where((eb) => eb.or([eb('is_shared', '=', true), ...(isId(actor.id) ? [eb('owner_id', '=', actor.id)] : [])]))
		.orderBy('created_at')
		.limit(MOST_VIEWS * 5)
		.execute();
	return rows.map(({ owner_id, filter, ...row }) => ({
		...row,
		is_own: owner_id === actor.id,
		filter: filterSchema.safeParse(filter).data ?? {},
	}));
}

/** Makes a view, or says all of one's own anew; what everybody sees only those who arrange for all may. */
export async function saveInboxView(
	tx: Tx,
	actor: Actor,
	{ id, name, is_shared, filter }: ViewInput & { id?: string },
): Promise<string> {
	authorise(canReadInbox(actor) && isId(actor.id) && (!is_shared || canArrange(actor)), actor);
	const row = { name, is_shared, filter: JSON.stringify(filter) };
	if (id === undefined) await refuseTooMany(tx, actor);
	const saved = await (
		id === undefined
			? tx
					.insertInto('inbox_views')
					.values({ ...row, id: newId(now(tx)), owner_id: actor.id, created_at: now(tx) })
					.returning('id')
			: tx.updateTable('inbox_views').set(row).where('id', '=', id).where('owner_id', '=', actor.id).returning('id')
	)
		.executeTakeFirst()
		.catch((error: unknown) => {
			throw isConstraint(error) ? problem('conflict', { detail: 'There is a view of this name.' }) : error;
		});
	if (!saved) throw problem('not_found');
	return saved.id;
}

/** One's own, or a shared one for those who arrange for all. */
export async function removeInboxView(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canReadInbox(actor) && isId(actor.id), actor);
	const gone = await tx
		.deleteFrom('inbox_views')
		.where('id', '=', id)
		.where((eb) => eb.or([eb('owner_id', '=', actor.id), ...(canArrange(actor) ? [eb('is_shared', '=', true)] : [])]))
		.executeTakeFirst();
	if (gone.numDeletedRows === 0n) throw problem('not_found');
}

async function refuseTooMany(tx: Tx, actor: Actor): Promise<void> {
	const own = await tx.selectFrom('inbox_views').select('id').where('owner_id', '=', actor.id).execute();
	if (own.length >= MOST_VIEWS) throw problem('conflict', { detail: `There are ${MOST_VIEWS} views already.` });
}
