import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { touch } from '#core/refresh.ts';
import { now } from '#core/transaction.ts';
import { collectionChanged, collectionMade } from './events.ts';
import { canWrite } from './policy.ts';
import './tables.ts';
import { KNOWLEDGE } from './topic.ts';

export type CollectionInput = {
	external_id: string;
	parent?: string | undefined;
	position?: number | undefined;
	texts: { lang: string; title: string; description?: string | undefined }[];
};

/** Makes or changes a collection; touches only the languages it names. Collections nest two deep. */
export async function putCollection(tx: Tx, actor: Actor, input: CollectionInput): Promise<string> {
	const id = await putCollectionQuietly(tx, actor, input);
	await touch(tx, KNOWLEDGE, [id]);
	return id;
}

/** As `putCollection`; the caller announces what changed, once for all: whoever does so before it locks the next one can meet itself in a circle. */
export async function putCollectionQuietly(tx: Tx, actor: Actor, input: CollectionInput): Promise<string> {
	authorise(canWrite(actor), actor);
	const id = await ensureCollection(tx, actor, input.external_id);
	const parent_id = input.parent === undefined ? undefined : await parentFor(tx, actor, input.parent, id);
	await tx
		.updateTable('collections')
		.set({
			...(parent_id !== undefined && { parent_id }),
			...(input.position !== undefined && { position: input.position }),
			external_id: input.external_id,
		})
		.where('id', '=', id)
		.execute();
	for (const { lang, title, description = '' } of input.texts)
		await tx
			.insertInto('collection_texts')
			.values({ collection_id: id, lang, title, description })
			.onConflict((oc) => oc.columns(['collection_id', 'lang']).doUpdateSet({ title, description }))
			.execute();
	await record(tx, actor, collectionChanged, { subject: id, payload: {} });
	return id;
}

/** The collection's id; made without a title when nothing is known of it but its name. */
export async function ensureCollection(tx: Tx, actor: Actor, external_id: string): Promise<string> {
	const known = await find(tx, external_id);
	if (known) return known.id;
	const id = newId(now(tx));
	const made = await tx
		.insertInto('collections')
		.values({ id, external_id, parent_id: null, position: 0, created_at: now(tx) })
		.onConflict((oc) => oc.column('external_id').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!made) return (await find(tx, external_id))?.id ?? id;
	await record(tx, actor, collectionMade, { subject: id, payload: {} });
	return id;
}

async function parentFor(tx: Tx, actor: Actor, external_id: string, child: string): Promise<string> {
	const parent = await ensureCollection(tx, actor, external_id);
	// Whoever moves one of the two at the same time waits: each move alone might be right.
	const both = tx.selectFrom('collections').select(['id', 'parent_id']).where('id', 'in', [parent, child]);
	const rows = await both.orderBy('id').forUpdate().execute();
	const children = await tx.selectFrom('collections').select('id').where('parent_id', '=', child).executeTakeFirst();
	const isNested = rows.some(({ id, parent_id }) => id === parent && parent_id !== null);
	if (isNested || children || parent === child)
		throw problem('invalid_input', { detail: 'Collections nest two deep.' });
	return parent;
}

const find = (tx: Tx, external_id: string) =>
	tx.selectFrom('collections').select('id').where('external_id', '=', external_id).executeTakeFirst();
