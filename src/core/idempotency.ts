import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from './db.ts';
import { problem } from './errors.ts';
import type { Eraser } from './events/eraser.ts';

export type Reply = { status: number; body: unknown };
type Call = { actor: string; route: string; key: string; body: string };

/**
 * Runs an act once for (actor, route, key): a repeat gets the first reply, another body under the same key is refused (`key_reused`), and a
 * repeat while the first still runs is told so (`still_running`). Key and act commit together, so a crash leaves neither.
 */
export async function once(tx: Tx, call: Call, act: () => Promise<Reply>): Promise<Reply> {
	await lockOrRefuse(tx, call);
	const hash = createHash('sha256').update(call.body).digest('base64url');
	const earlier = await keyRow(tx, call).selectAll().executeTakeFirst();
	if (earlier && earlier.body_hash !== hash)
		throw problem('key_reused', { detail: 'This Idempotency-Key was used with another body.' });
	if (earlier) return { status: earlier.status ?? 200, body: earlier.reply };
	const reply = await act();
	const kept = { body_hash: hash, status: reply.status, reply: JSON.stringify(reply.body ?? null) };
	await tx
		.insertInto('idempotency_keys')
		.values({ actor: call.actor, route: call.route, key: call.key, ...kept })
		.onConflict((oc) => oc.columns(['actor', 'route', 'key']).doUpdateSet({ ...kept, created_at: sql`now()` }))
		.execute();
	return reply;
}

/** Keys are good for 24 hours. */
export async function forgetOldKeys(tx: Tx): Promise<void> {
	await tx
		.deleteFrom('idempotency_keys')
		.where('created_at', '<', sql<Date>`now() - interval '24 hours'`)
		.execute();
}

/** Replies to what these customers did, and those that name them. */
export const eraseReplies: Eraser = async (tx, customers) => {
	await tx
		.deleteFrom('idempotency_keys')
		.where((eb) =>
			eb.or([
				eb(
					'actor',
					'in',
					customers.map((id) => `customer:${id}`),
				),
				eb(sql`reply ->> 'customer_id'`, 'in', customers),
			]),
		)
		.execute();
};

async function lockOrRefuse(tx: Tx, { actor, route, key }: Call): Promise<void> {
	const name = JSON.stringify([actor, route, key]);
	const { rows } = await sql<{
		free: boolean;
	}>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`.execute(tx);
	if (!rows[0]?.free)
		throw problem('still_running', {
			detail: 'The first request with this Idempotency-Key is still running.',
			retryAfter: 1,
		});
}

const keyRow = (tx: Tx, { actor, route, key }: Call) =>
	tx
		.selectFrom('idempotency_keys')
		.where('actor', '=', actor)
		.where('route', '=', route)
		.where('key', '=', key)
		.where('created_at', '>', sql<Date>`now() - interval '24 hours'`);
