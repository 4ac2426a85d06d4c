import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { recordAll } from '#core/events/record.ts';
import { collectionRemoved, collectionRestored } from '../../events.ts';
import { lockOrder } from '../order.ts';
import type { ActKind } from './act.ts';

type Kept = {
	external_id: string;
	parent_id: string | null;
	position: number;
	created_at: string;
	texts: { lang: string; title: string; description: string }[];
	/** Ids of the collections in it, and of its articles with their places. */
	children: string[];
	articles: { id: string; position: number }[];
};
type State = { removed: true } | ({ removed: false } & Kept);

/** Takes collections away. Their articles move to the collection around them, or out of all; collections in them come to stand by themselves. */
export const removeCollection: ActKind<State, object> = {
	name: 'remove_collection',
	read: async (tx, ids) => {
		await lockOrder(tx);
		const found = await read(tx, ids);
		// What an undo looks for is not there any more; who asks to remove it hears so.
		return new Map(ids.map((id) => [id, found.get(id) ?? { removed: true }]));
	},
	apply: async (tx, actor, states) => {
		const going = [...states].flatMap(([id, state]) => (state.removed ? [] : [{ id, ...state }]));
		// Inner ones first, so that what they held does not fall out of an outer one that goes as well.
		for (const { id, parent_id } of going.toSorted(
			(a, b) => Number(a.parent_id === null) - Number(b.parent_id === null),
		)) {
			await tx.updateTable('articles').set({ collection_id: parent_id }).where('collection_id', '=', id).execute();
			await tx.updateTable('collections').set({ parent_id: null }).where('parent_id', '=', id).execute();
			await tx.deleteFrom('collections').where('id', '=', id).execute();
		}
		const ids = going.map(({ id }) => id);
		await recordAll(
			tx,
			collectionRemoved,
			ids.map((subject) => ({ actor, subject, payload: {} })),
		);
		const refused = new Map([...states].flatMap(([id, state]) => (state.removed ? [[id, 'not_found'] as const] : [])));
		return { after: new Map(ids.map((id) => [id, { removed: true }])), refused, touched: ids };
	},
	revert: async (tx, actor, states) => {
		const coming = [...states].flatMap(([id, state]) => (state.removed ? [] : [{ id, ...state }]));
		for (const kept of coming.toSorted((a, b) => Number(a.parent_id !== null) - Number(b.parent_id !== null)))
			await bringBack(tx, kept);
		await recordAll(
			tx,
			collectionRestored,
			coming.map(({ id }) => ({ actor, subject: id, payload: {} })),
		);
		return { touched: coming.map(({ id }) => id) };
	},
	mark: ({ removed }) => removed,
};

/** Articles before collections, as an import locks them. */
async function read(tx: Tx, ids: readonly string[]): Promise<Map<string, State>> {
	if (ids.length === 0) return new Map();
	const articles = await tx
		.selectFrom('articles')
		.select(['id', 'position', 'collection_id'])
		.where('collection_id', 'in', ids)
		.orderBy('id')
		.forUpdate()
		.execute();
	const rows = await tx
		.selectFrom('collections')
		.selectAll()
		.where('id', 'in', ids)
		.orderBy('id')
		.forUpdate()
		.execute();
	const texts = await tx.selectFrom('collection_texts').selectAll().where('collection_id', 'in', ids).execute();
	const inner = await tx.selectFrom('collections').select(['id', 'parent_id']).where('parent_id', 'in', ids).execute();
	return new Map(
		rows.map(({ id, created_at, ...row }) => [
			id,
			{
				removed: false,
				...row,
				created_at: created_at.toISOString(),
				texts: texts
					.filter((text) => text.collection_id === id)
					.map(({ lang, title, description }) => ({ lang, title, description })),
				children: inner.filter((child) => child.parent_id === id).map((child) => child.id),
				articles: articles
					.filter(({ collection_id }) => collection_id === id)
					.map((article) => ({ id: article.id, position: article.position })),
			},
		]),
	);
}

/** With what still stands where removing it put it: an article that was moved since stays where it is. */
async function bringBack(tx: Tx, { id, parent_id, texts, children, articles, ...kept }: Kept & { id: string }) {
	const parent = parent_id
		? await tx
				.selectFrom('collections')
				.select('id')
				.where('id', '=', parent_id)
				.where('parent_id', 'is', null)
				.executeTakeFirst()
		: undefined;
	const { position, created_at } = kept;
	// An import may have made it anew under its name.
	const taken = await tx
		.selectFrom('collections')
		.select('id')
		.where('external_id', '=', kept.external_id)
		.executeTakeFirst();
	const external_id = taken ? `${kept.external_id}-${id.slice(-6)}` : kept.external_id;
	const row = { id, external_id, position, created_at: new Date(created_at), parent_id: parent?.id ?? null };
	await tx.insertInto('collections').values(row).execute();
	if (texts.length > 0)
		await tx
			.insertInto('collection_texts')
			.values(texts.map((text) => ({ collection_id: id, ...text })))
			.execute();
	if (children.length > 0 && !parent)
		await tx
			.updateTable('collections')
			.set({ parent_id: id })
			.where('id', 'in', children)
			.where('parent_id', 'is', null)
			.execute();
	await sql`
		update articles a set collection_id = ${id}, position = p.position
		from json_to_recordset(${JSON.stringify(articles)}) as p(id uuid, position integer)
		where a.id = p.id and a.collection_id is not distinct from ${parent_id}::uuid`.execute(tx);
}
