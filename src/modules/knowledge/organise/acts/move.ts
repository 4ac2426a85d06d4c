import { sql } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { recordAll } from '#core/events/record.ts';
import { articleMoved } from '../../events.ts';
import type { ActKind } from './act.ts';
import { lockArticles, untrashed } from './lock-articles.ts';
import { lockOrder } from '../order.ts';

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
	read: async (tx, ids, input) => {
		await lockOrder(tx);
		const beside = input?.collection_id ? await membersOf(tx, input.collection_id) : [];
		const all = await lockArticles(tx, [...new Set([...ids, ...beside])].toSorted());
		for (const id of beside) if (!ids.includes(id)) all.delete(id);
		return untrashed(all, ({ collection_id, position }) => ({ collection_id, position }));
	},
	apply: async (tx, actor, states, { collection_id, before, order }) => {
		if (collection_id) await requireCollection(tx, collection_id);
		const moving = order.filter((id) => states.has(id));
		const placed = collection_id ? await placesIn(tx, collection_id, moving, before) : new Map<string, number>();
		const after = new Map<string, Place>();
		for (const id of moving) {
			const state = { collection_id, position: placed.get(id) ?? 0 };
			const was = states.get(id);
			if (was?.collection_id !== collection_id || was.position !== state.position) after.set(id, state);
		}
		const pushed = [...placed].filter(([id]) => !states.has(id));
		await write(tx, new Map([...after, ...pushed.map(([id, position]) => [id, { collection_id, position }] as const)]));
		await tell(tx, actor, after);
		return { after, touched: [...after.keys()] };
	},
	revert: async (tx, actor, states) => {
		const there = await collectionsAmong(tx, states);
		const places = new Map<string, Place>();
		// A collection that is gone takes nothing back.
		for (const [id, { collection_id, position }] of states)
			places.set(id, { collection_id: collection_id && there.has(collection_id) ? collection_id : null, position });
		await write(tx, places);
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

/** The positions of all articles of the collection when these stand before that one: 1, 2, 3 and so on. */
async function placesIn(tx: Tx, collection_id: string, moving: readonly string[], before: string | null | undefined) {
	const going = new Set(moving);
	const staying = (await membersOf(tx, collection_id)).filter((id) => !going.has(id));
	const at = before ? staying.indexOf(before) : -1;
	const all = staying.toSpliced(at < 0 ? staying.length : at, 0, ...moving);
	return new Map(all.map((id, i) => [id, i + 1]));
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
