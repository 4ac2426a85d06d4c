import { sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { recordAll } from '#core/events/record.ts';
import { articleMoved } from '../../events.ts';
import type { ActKind } from './act.ts';
import { lockArticles, untrashed } from './lock-articles.ts';
import { lockOrder } from '../order.ts';

/** `position` counts from 1 among the articles of the collection, however they are numbered; 0 outside of all. */
type Place = { collection_id: string | null; position: number };
export type MoveInput = {
	/** Null: out of all collections. */
	collection_id: string | null;
	/** The article before which they come to stand, in the order in which `ids` names them; absent or null puts them at the end. */
	before?: string | null | undefined;
	order: readonly string[];
};

/** Into a collection and to a place in it. */
export const move: ActKind<Place, MoveInput> = {
	name: 'move',
	read: async (tx, ids, input, back = []) => {
		await lockOrder(tx);
		const into = [input, ...back].flatMap((place) => place?.collection_id ?? []);
		const beside: string[] = [];
		for (const id of new Set(into)) beside.push(...(await membersOf(tx, id)));
		const all = await lockArticles(tx, [...new Set([...ids, ...beside])].toSorted());
		for (const id of beside) if (!ids.includes(id)) all.delete(id);
		const positions = await positionsOf(tx, ids);
		return untrashed(all, ({ id, collection_id }) => ({ collection_id, position: positions.get(id) ?? 0 }));
	},
	apply: async (tx, actor, states, { collection_id, before, order }) => {
		if (collection_id) await requireCollection(tx, collection_id);
		const moving = order.filter((id) => states.has(id));
		const placed = collection_id ? await placesIn(tx, collection_id, moving, before) : new Map<string, number>();
		const places = new Map([...placed].map(([id, position]) => [id, { collection_id, position }]));
		const after = new Map<string, Place>();
		for (const id of changing(moving, states, places, collection_id))
			after.set(id, places.get(id) ?? { collection_id, position: 0 });
		await write(tx, new Map([...after, ...places]));
		await tell(tx, actor, after);
		return { after, touched: [...after.keys()] };
	},
	revert: async (tx, actor, states) => {
		const there = await collectionsAmong(tx, states);
		// A collection that is gone takes nothing back.
		const back = (place: Place) =>
			there.has(place.collection_id ?? '') ? place : { collection_id: null, position: 0 };
		const places = new Map([...states].map(([id, place]) => [id, back(place)]));
		const all = new Map(places);
		for (const id of there) for (const [member, place] of await placesAround(tx, id, places)) all.set(member, place);
		await write(tx, all);
		await tell(tx, actor, places);
		return { touched: [...places.keys()] };
	},
	mark: ({ collection_id }) => collection_id,
};

async function membersOf(tx: Tx, collection_id: string): Promise<string[]> {
	const rows = await inOrder(tx, collection_id).execute();
	return rows.map(({ id }) => id);
}

const inOrder = (tx: Tx, collection_id: string) =>
	tx
		.selectFrom('articles')
		.select('id')
		.where('collection_id', '=', collection_id)
		.orderBy('position')
		.orderBy('created_at')
		.orderBy('id');

async function requireCollection(tx: Tx, id: string): Promise<void> {
	const found = await tx.selectFrom('collections').select('id').where('id', '=', id).forKeyShare().executeTakeFirst();
	if (!found) throw problem('not_found', { detail: 'There is no such collection.' });
}

/** Those that come from elsewhere and, if any gets another place, all that were there: only together they can go back. */
function changing(
	moving: readonly string[],
	states: ReadonlyMap<string, Place>,
	places: ReadonlyMap<string, Place>,
	collection_id: string | null,
): string[] {
	const isWithin = (id: string) => states.get(id)?.collection_id === collection_id;
	const isReordered = [...places].some(([id, { position }]) => isWithin(id) && states.get(id)?.position !== position);
	return moving.filter((id) => isReordered || !isWithin(id));
}

/** The positions of all articles of the collection when these stand before that one: 1, 2, 3 and so on. */
async function placesIn(tx: Tx, collection_id: string, moving: readonly string[], before: string | null | undefined) {
	const going = new Set(moving);
	const staying = (await membersOf(tx, collection_id)).filter((id) => !going.has(id));
	const at = before ? staying.indexOf(before) : -1;
	const all = staying.toSpliced(at < 0 ? staying.length : at, 0, ...moving);
	return new Map(all.map((id, i) => [id, i + 1]));
}

/** Where all articles of the collection stand when these are back in it at their places. */
async function placesAround(tx: Tx, collection_id: string, places: ReadonlyMap<string, Place>) {
	const order = (await membersOf(tx, collection_id)).filter((id) => !places.has(id));
	const returning = [...places].filter(([, place]) => place.collection_id === collection_id);
	for (const [id, { position }] of returning.toSorted(([, a], [, b]) => a.position - b.position))
		order.splice(Math.max(position - 1, 0), 0, id);
	return order.map((id, i) => [id, { collection_id, position: i + 1 }] as const);
}

async function positionsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
	const { rows } = await sql<{ id: string; position: number }>`
		select id, position from (
			select id, (row_number() over (partition by collection_id order by position, created_at, id))::integer as position
			from articles where collection_id in (select collection_id from articles where id = any(${ids}::uuid[]))
		) as placed where id = any(${ids}::uuid[])`.execute(tx);
	return new Map(rows.map(({ id, position }) => [id, position]));
}

async function collectionsAmong(tx: Tx, states: ReadonlyMap<string, Place>): Promise<Set<string>> {
	const ids = [...new Set([...states.values()].flatMap(({ collection_id }) => collection_id ?? []))];
	if (ids.length === 0) return new Set();
	const rows = await tx.selectFrom('collections').select('id').where('id', 'in', ids).forKeyShare().execute();
	return new Set(rows.map(({ id }) => id));
}

async function write(tx: Tx, places: ReadonlyMap<string, Place>): Promise<void> {
	const rows = [...places].map(([id, place]) => ({ id, ...place }));
	await sql`
		update articles a set collection_id = p.collection_id, position = p.position
		from json_to_recordset(${JSON.stringify(rows)}) as p(id uuid, collection_id uuid, position integer)
		where a.id = p.id and (a.collection_id, a.position) is distinct from (p.collection_id, p.position)`.execute(tx);
}

const tell = (tx: Tx, actor: Actor, places: ReadonlyMap<string, Place>) =>
	recordAll(
		tx,
		articleMoved,
		[...places].map(([subject, { collection_id }]) => ({ actor, subject, payload: { collection_id } })),
	);
