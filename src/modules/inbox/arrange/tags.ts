import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { isConstraint, problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { tagRemoved, tagSaved } from '../events.ts';
import { canArrange, canReadInbox } from '../policy.ts';
import '../tables.ts';

const MOST_TAGS = 500;

export type Tag = { id: string; name: string; colour: string };

export async function listTags(db: Db, actor: Actor): Promise<Tag[]> {
	authorise(canReadInbox(actor), actor);
	return db.selectFrom('tags').select(['id', 'name', 'colour']).orderBy('name').limit(MOST_TAGS).execute();
}

/** Makes a tag, or changes the one of this id. Throws `conflict` for a name that another has. */
export async function saveTag(
	tx: Tx,
	actor: Actor,
	{ id, name, colour }: Omit<Tag, 'id'> & { id?: string },
): Promise<string> {
	authorise(canArrange(actor), actor);
	const saved = await (
		id === undefined
			? tx
					.insertInto('tags')
					.values({ id: newId(now(tx)), name, colour, created_at: now(tx) })
					.returning('id')
			: tx.updateTable('tags').set({ name, colour }).where('id', '=', id).returning('id')
	)
		.executeTakeFirst()
		.catch((error: unknown) => {
			throw isConstraint(error) ? problem('conflict', { detail: 'There is a tag of this name.' }) : error;
		});
	if (!saved) throw problem('not_found');
	await record(tx, actor, tagSaved, { subject: saved.id, payload: {} });
	return saved.id;
}

/** From everywhere it was put. */
export async function removeTag(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canArrange(actor), actor);
	const gone = await tx.deleteFrom('tags').where('id', '=', id).executeTakeFirst();
	if (gone.numDeletedRows === 0n) throw problem('not_found');
	await record(tx, actor, tagRemoved, { subject: id, payload: {} });
}
