import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { identityClaimed } from './events.ts';
import './tables.ts';

/**
 * Notes the address a customer gave, once. It is only a claim: it says where to write, and opens nothing of anybody else's. Returns the id of the
 * identity.
 */
export async function claimEmail(tx: Tx, actor: Actor, email: string): Promise<string> {
	const value = email.trim().toLowerCase();
	// Two claims at once of the same customer come one after the other.
	await tx.selectFrom('customers').select('id').where('id', '=', actor.id).forNoKeyUpdate().execute();
	const known = await tx
		.selectFrom('identities')
		.select('id')
		.where('customer_id', '=', actor.id)
		.where('kind', '=', 'email')
		.where('value', '=', value)
		.executeTakeFirst();
	if (known) return known.id;
	const id = newId(now(tx));
	await tx
		.insertInto('identities')
		.values({ id, customer_id: actor.id, kind: 'email', value, level: 'claimed', created_at: now(tx) })
		.execute();
	await record(tx, actor, identityClaimed, {
		subject: actor.id,
		customer: actor.id,
		payload: { identity_id: id, kind: 'email' },
	});
	return id;
}
