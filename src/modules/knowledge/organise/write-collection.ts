import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { touch } from '#core/refresh.ts';
import { now } from '#core/transaction.ts';
import { collectionChanged, collectionMade } from '../events.ts';
import { canWrite } from '../policy.ts';
import { KNOWLEDGE } from '../topic.ts';
import { lockOrder } from './order.ts';
import './tables.ts';

type Names = { lang: string; title: string; description?: string | undefined }[];

/** Makes a collection at the end of its neighbours. Throws `not_found` for an unknown parent, `invalid_input` for a third level. */
export async function makeCollection(
	tx: Tx,
	actor: Actor,
	{ parent_id, texts }: { parent_id: string | null; texts: Names },
): Promise<string> {
	authorise(canWrite(actor), actor);
	await lockOrder(tx);
	if (parent_id) await requireOuter(tx, parent_id);
	const id = newId(now(tx));
	const row = { id, external_id: id, parent_id, position: 0, created_at: now(tx) };
	await tx.insertInto('collections').values(row).execute();
	await place(tx, id, parent_id, null);
	await writeTexts(tx, id, texts);
	await touch(tx, KNOWLEDGE, [id]);
	await record(tx, actor, collectionMade, { subject: id, payload: {} });
	return id;
}

/** Names and describes a collection in the languages given; the others stay. An empty title takes that language away, the last one throws `invalid_input`. */
export async function nameCollection(tx: Tx, actor: Actor, { id, texts }: { id: string; texts: Names }): Promise<void> {
	authorise(canWrite(actor), actor);
	await lockCollection(tx, id);
	const gone = texts.filter(({ title }) => title === '').map(({ lang }) => lang);
	await writeTexts(
		tx,
		id,
		texts.filter(({ title }) => title !== ''),
	);
	if (gone.length > 0)
		await tx.deleteFrom('collection_texts').where('collection_id', '=', id).where('lang', 'in', gone).execute();
	const left = await tx
		.selectFrom('collection_texts')
		.select('lang')
		.where('collection_id', '=', id)
		.executeTakeFirst();
	if (!left) throw problem('invalid_input', { detail: 'A collection needs a title in at least one language.' });
	await touch(tx, KNOWLEDGE, [id]);
	await record(tx, actor, collectionChanged, { subject: id, payload: {} });
}

/** Puts a collection into another one or to the top (null), before the one named or at the end. Collections nest two deep. */
export async function moveCollection(
	tx: Tx,
	actor: Actor,
	{ id, parent_id, before }: { id: string; parent_id: string | null; before?: string | null | undefined },
): Promise<void> {
	authorise(canWrite(actor), actor);
	await lockOrder(tx);
	await lockCollection(tx, id);
	if (parent_id) {
		await requireOuter(tx, parent_id);
		const inner = await tx.selectFrom('collections').select('id').where('parent_id', '=', id).executeTakeFirst();
		if (inner || parent_id === id) throw tooDeep();
	}
	await tx.updateTable('collections').set({ parent_id }).where('id', '=', id).execute();
	await place(tx, id, parent_id, before ?? null);
	await touch(tx, KNOWLEDGE, [id]);
	await record(tx, actor, collectionChanged, { subject: id, payload: {} });
}

const tooDeep = () => problem('invalid_input', { detail: 'Collections nest two deep.' });

async function lockCollection(tx: Tx, id: string): Promise<void> {
	const row = await tx.selectFrom('collections').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw problem('not_found', { detail: 'There is no such collection.' });
}

async function requireOuter(tx: Tx, id: string): Promise<void> {
	const row = await tx
		.selectFrom('collections')
		.select('parent_id')
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw problem('not_found', { detail: 'There is no such collection.' });
	if (row.parent_id) throw tooDeep();
}

/** Numbers the neighbours anew, 1, 2, 3 and so on, with this one before that one or last. */
async function place(tx: Tx, id: string, parent_id: string | null, before: string | null): Promise<void> {
	const rows = await tx
		.selectFrom('collections')
		.select(['id', 'position'])
		.where('parent_id', 'is not distinct from', parent_id)
		.where('id', '!=', id)
		.orderBy('position')
		.orderBy('created_at')
		.orderBy('id')
		.execute();
	const at = rows.findIndex((row) => row.id === before);
	const order = rows.toSpliced(at < 0 ? rows.length : at, 0, { id, position: 0 });
	for (const [i, row] of order.entries())
		if (row.position !== i + 1)
			await tx
				.updateTable('collections')
				.set({ position: i + 1 })
				.where('id', '=', row.id)
				.execute();
}

async function writeTexts(tx: Tx, collection_id: string, texts: Names): Promise<void> {
	for (const { lang, title, description } of texts)
		await tx
			.insertInto('collection_texts')
			.values({ collection_id, lang, title, description: description ?? '' })
			.onConflict((oc) =>
				oc.columns(['collection_id', 'lang']).doUpdateSet({ title, ...(description !== undefined && { description }) }),
			)
			.execute();
}
