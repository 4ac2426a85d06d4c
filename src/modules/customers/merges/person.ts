import { sql } from 'kysely';
import type { Db, Tx } from '#core/db.ts';
import '../tables.ts';

/** All ids of one person, the given one first: those merged into it, those it was merged into, and what else was merged into these. */
export async function personOf(db: Db, id: string): Promise<string[]> {
	// `union` takes each id once, so that even a ring comes to an end.
	const { rows } = await sql<{ id: string }>`
		with recursive up as (
			select ${id}::uuid as id
			union
			select m.into_id from customer_merges m join up on m.from_id = up.id
		), everybody as (
			select id from up
			union
			select m.from_id from customer_merges m join everybody e on m.into_id = e.id
		)
		select id from everybody`.execute(db);
	return [id, ...rows.map((row) => row.id).filter((other) => other !== id)];
}

/** A customer and whoever was merged into them, also by way of others. */
export async function mergedInto(db: Db, id: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		with recursive everybody as (
			select ${id}::uuid as id
			union
			select m.from_id from customer_merges m join everybody e on m.into_id = e.id
		)
		select id from everybody`.execute(db);
	return rows.map((row) => row.id);
}

const MERGES = 7_261_918;

/** One merge after the other, in the whole installation: two at once could close a ring that neither sees. They are few. */
export async function lockMerges(tx: Tx): Promise<void> {
	await sql`select pg_advisory_xact_lock(${MERGES})`.execute(tx);
}
