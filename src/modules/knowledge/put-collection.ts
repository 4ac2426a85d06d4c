import { isDeepStrictEqual } from 'node:util';
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
	/** It is only a folder in which files lay: where there is a collection of its name, that one stays as people arranged it. */
	is_folder?: boolean | undefined;
};

/** Makes or changes a collection; touches only the languages it names. Collections nest two deep. */
export async function putCollection(tx: Tx, actor: Actor, input: CollectionInput): Promise<string> {
	const { id, isChanged } = await putCollectionQuietly(tx, actor, input);
	if (isChanged) await touch(tx, KNOWLEDGE, [id]);
	return id;
}

/** As `putCollection`; the caller announces what changed, once for all: whoever does so before it locks the next one can meet itself in a circle. */
export async function putCollectionQuietly(
	tx: Tx,
	actor: Actor,
	input: CollectionInput,
): Promise<{ id: string; isChanged: boolean }> {
	authorise(canWrite(actor), actor);
	const { id, isNew } = await findOrMake(tx, actor, input.external_id);
	const isPlaced = input.is_folder && !isNew ? false : await place(tx, actor, id, input);
	const isNamed = input.is_folder && (await hasName(tx, id)) ? false : await name(tx, id, input.texts);
	const isChanged = isNew || isPlaced || isNamed;
	if (!isChanged) return { id, isChanged };
	await record(tx, actor, collectionChanged, { subject: id, payload: {} });
	return { id, isChanged };
}

/** Whether it stands elsewhere now. */
async function place(tx: Tx, actor: Actor, id: string, { parent, position }: CollectionInput): Promise<boolean> {
	const parent_id = parent === undefined ? undefined : await parentFor(tx, actor, parent, id);
	const before = await tx
		.selectFrom('collections')
		.select(['parent_id', 'position'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const after = { parent_id: parent_id ?? before.parent_id, position: position ?? before.position };
	if (isDeepStrictEqual(after, before)) return false;
	await tx.updateTable('collections').set(after).where('id', '=', id).execute();
	return true;
}

const hasName = async (tx: Tx, id: string): Promise<boolean> => {
	const some = tx.selectFrom('collection_texts').select('lang').where('collection_id', '=', id).limit(1);
	return (await some.executeTakeFirst()) !== undefined;
};

/** Whether it has another title or description now. */
async function name(tx: Tx, collection_id: string, texts: CollectionInput['texts']): Promise<boolean> {
	let isNamed = false;
	for (const { lang, title, description = '' } of texts) {
		const written = await tx
			.insertInto('collection_texts')
			.values({ collection_id, lang, title, description })
			.onConflict((oc) =>
				oc
					.columns(['collection_id', 'lang'])
					.doUpdateSet({ title, description })
					.where(({ eb, or }) =>
						or([eb('collection_texts.title', '!=', title), eb('collection_texts.description', '!=', description)]),
					),
			)
			.executeTakeFirst();
		isNamed ||= written.numInsertedOrUpdatedRows !== 0n;
	}
	return isNamed;
}

/** The collection's id; made without a title when nothing is known of it but its name. */
export async function ensureCollection(tx: Tx, actor: Actor, external_id: string): Promise<string> {
	return (await findOrMake(tx, actor, external_id)).id;
}

async function findOrMake(tx: Tx, actor: Actor, external_id: string): Promise<{ id: string; isNew: boolean }> {
	const known = await find(tx, external_id);
	if (known) return { id: known.id, isNew: false };
	const id = newId(now(tx));
	const made = await tx
		.insertInto('collections')
		.values({ id, external_id, parent_id: null, position: 0, created_at: now(tx) })
		.onConflict((oc) => oc.column('external_id').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!made) return { id: (await find(tx, external_id))?.id ?? id, isNew: false };
	await record(tx, actor, collectionMade, { subject: id, payload: {} });
	return { id, isNew: true };
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
