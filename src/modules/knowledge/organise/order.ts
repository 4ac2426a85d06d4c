import { sql } from 'kysely';
import type { Tx } from '#core/db.ts';

/** Whoever changes where collections and articles stand waits here: two moves at once then leave an order that both know. */
export async function lockOrder(tx: Tx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('knowledge order', 0))`.execute(tx);
}
