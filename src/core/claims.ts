import { sql } from 'kysely';
import type { Tx } from './db.ts';
import { now } from './transaction.ts';

/**
 * Work in the background that waits as rows of a table of its own, with the columns `state` (waiting, running, done, cancelled, failed), `claimed_until`,
 * `attempts`, `cancel_asked_at`, `created_at`.
 */
export type Claimed = { id: string; attempts: number };

/** Whoever is silent for longer has died. */
export const CLAIM_MS = 60_000;

/** The oldest that waits, or whose worker died, now in our hands. */
export async function claimOldest<Row extends Claimed>(tx: Tx, table: string): Promise<Row | undefined> {
	const { rows } = await sql<Row>`
		update ${sql.table(table)} set state = 'running', claimed_until = ${until(tx)}, attempts = attempts + 1
		where id = (
			select id from ${sql.table(table)}
			where state in ('waiting', 'running') and (claimed_until is null or claimed_until < ${now(tx)})
			order by created_at limit 1 for update skip locked
		) returning *`.execute(tx);
	return rows[0];
}

/** Says that it goes on. Answers whether it should: somebody may have cancelled it, or another taken it over. */
export async function keepClaim(tx: Tx, table: string, { id, attempts }: Claimed): Promise<boolean> {
	const { rows } = await sql<{ goes_on: boolean }>`
		update ${sql.table(table)} set claimed_until = ${until(tx)}
		where id = ${id} and attempts = ${attempts} and state = 'running'
		returning cancel_asked_at is null as goes_on`.execute(tx);
	return rows[0]?.goes_on ?? false;
}

const until = (tx: Tx) => new Date(now(tx).getTime() + CLAIM_MS);

/** Renews the claim while something takes long; `stop` ends that. */
export function renewing(keep: () => Promise<unknown>): { stop(): void } {
	const timer = setInterval(() => void keep().catch(() => {}), CLAIM_MS / 3);
	return { stop: () => clearInterval(timer) };
}
