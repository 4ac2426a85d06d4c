import { sql } from 'kysely';
import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import type { Eraser } from '#core/events/eraser.ts';
import { eraseAll, type Erasure, noteErasures } from './erase-all.ts';
import { addToList, readList, uniqueOf } from './erasure-list.ts';
import './tables.ts';

const BATCH = 500;

/**
 * For a restore: notes who was erased in the database that is about to go, and by the list beside it; answers how to erase them again in what takes
 * its place. Both in the transaction of the restore.
 */
export function replayErasures(erasers: readonly Eraser[], dataDir: string) {
	return async (before: Tx) => {
		const known = uniqueOf([...(await erasuresIn(before)), ...(await readList(dataDir))]);
		return async (after: Tx): Promise<void> => {
			for (let i = 0; i < known.length; i += BATCH) await replay(after, known.slice(i, i + BATCH), erasers);
			// The place may be another one than the backup's.
			await keepAll(after, dataDir);
		};
	};
}

async function erasuresIn(tx: Tx): Promise<Erasure[]> {
	const { rows } = await sql<{ there: boolean }>`select to_regclass('public.erasures') is not null as there`.execute(
		tx,
	);
	return rows[0]?.there ? tx.selectFrom('erasures').selectAll().execute() : [];
}

async function replay(tx: Tx, erasures: readonly Erasure[], erasers: readonly Eraser[]): Promise<void> {
	await noteErasures(tx, erasures);
	const living = await tx
		.selectFrom('customers as c')
		.innerJoin('erasures as e', 'e.customer_id', 'c.id')
		.select(['e.customer_id', 'e.at'])
		.where(
			'c.id',
			'in',
			erasures.map(({ customer_id }) => customer_id),
		)
		.where('c.erased_at', 'is', null)
		.execute();
	if (living.length === 0) return;
	await makePartitions(tx);
	await eraseAll(tx, SYSTEM, living, erasers);
}

/** The facts bear the time of the erasure, which the backup may not have reached. */
async function makePartitions(tx: Tx): Promise<void> {
	await sql`
		select ensure_event_partition(month)
		from (select distinct date_trunc('month', at at time zone 'UTC')::date as month from erasures) months`.execute(tx);
}

async function keepAll(tx: Tx, dataDir: string): Promise<void> {
	const listed = new Set((await readList(dataDir)).map(({ customer_id }) => customer_id));
	const missing = (await erasuresIn(tx)).filter(({ customer_id }) => !listed.has(customer_id));
	if (missing.length > 0) await addToList(dataDir, missing);
}
