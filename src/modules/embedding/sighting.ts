import type { Db, Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import './tables.ts';

/** The widget was asked for by a page of this origin. Only the first time counts. */
export async function sight(tx: Tx, origin: string): Promise<void> {
	await tx
		.insertInto('embed_sightings')
		.values({ origin, first_at: now(tx) })
		.onConflict((oc) => oc.doNothing())
		.execute();
}

/** When each site first loaded the widget; those without have not yet. */
export async function sightingsOf(db: Db, origins: readonly string[]): Promise<{ origin: string; at: Date | null }[]> {
	if (origins.length === 0) return [];
	const rows = await db.selectFrom('embed_sightings').selectAll().where('origin', 'in', origins).execute();
	const known = new Map(rows.map((row) => [row.origin, row.first_at]));
	return origins.map((origin) => ({ origin, at: known.get(origin) ?? null }));
}
