import { type Selectable, sql } from 'kysely';
import type { Db, Tables, Tx } from '../db.ts';
import { type EventKind, type StoredEvent, upcast } from './define.ts';

/** All kinds of the program by name; `app.ts` gathers them from the modules. */
export type EventKinds = ReadonlyMap<string, EventKind>;

export async function readEvent(db: Db, kinds: EventKinds, id: string, at: Date): Promise<StoredEvent | undefined> {
	const row = await db.selectFrom('events').selectAll().where('id', '=', id).where('at', '=', at).executeTakeFirst();
	return row && present(kinds, row);
}

const LONGEST_TIMELINE = 500;

/** What happened to one subject, oldest first; of a very long story the first part. */
export async function timeline(db: Db, kinds: EventKinds, type: string, id: string): Promise<StoredEvent[]> {
	const rows = await db
		.selectFrom('events')
		.selectAll()
		.where('subject_type', '=', type)
		.where('subject_id', '=', id)
		.orderBy('seq')
		.limit(LONGEST_TIMELINE)
		.execute();
	return rows.map((row) => present(kinds, row));
}

const BATCH = 1_000;

/**
 * The next events for a roll subscriber, and its cursor moved past them, in the caller's transaction: what the batch writes and how far it
 * came commit together. Reads only below the oldest transaction still open (`pg_snapshot_xmin`), because `id > last_seen` loses the
 * events of a transaction that commits late.
 */
export async function nextBatch(
	tx: Tx,
	kinds: EventKinds,
	subscriber: string,
	names: readonly string[],
): Promise<StoredEvent[]> {
	const cursor = await lockCursor(tx, subscriber);
	// A restored backup has many events of one xid. Planned as if none came after the cursor, all of them would be read and sorted for every batch.
	await sql`set local enable_sort = off`.execute(tx);
	const rows = await tx
		.selectFrom('events')
		.selectAll()
		.where(sql<boolean>`(xid, id) > (${cursor.xid}::xid8, ${cursor.id}::uuid)`)
		.where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
		.where('name', 'in', names)
		.orderBy('xid')
		.orderBy('id')
		.limit(BATCH)
		.execute();
	await sql`set local enable_sort to default`.execute(tx);
	const last = rows.at(-1);
	if (!last) return [];
	await tx
		.updateTable('roll_cursors')
		.set({ xid: last.xid, id: last.id })
		.where('subscriber', '=', subscriber)
		.execute();
	return rows.map((row) => present(kinds, row));
}

/** How far a roll subscriber came, locked: no batch is counted meanwhile. */
export async function lockCursor(tx: Tx, subscriber: string): Promise<{ xid: string; id: string }> {
	await tx
		.insertInto('roll_cursors')
		.values({ subscriber })
		.onConflict((oc) => oc.doNothing())
		.execute();
	return tx
		.selectFrom('roll_cursors')
		.select(['xid', 'id'])
		.where('subscriber', '=', subscriber)
		.forUpdate()
		.executeTakeFirstOrThrow();
}

function present(kinds: EventKinds, row: Selectable<Tables['events']>): StoredEvent {
	const { xid: _xid, ...event } = row;
	const kind = kinds.get(row.name);
	return kind ? { ...event, v: kind.v, payload: upcast(kind, row.v, row.payload) } : event;
}
