import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { identityClaimed } from '../events.ts';
import type { IdentityKind } from '../tables.ts';

/**
 * Notes the address a customer gave, once. It is only a claim: it says where to write, and opens nothing of anybody else's. Returns the id of the
 * identity.
 */
export const claimEmail = (tx: Tx, actor: Actor, email: string, customer = actor.id): Promise<string> =>
	claim(tx, actor, { customer, kind: 'email', value: mailbox(email) });

/** One mailbox, however it is typed. */
export const mailbox = (email: string) => email.trim().toLowerCase();

export async function claim(
	tx: Tx,
	actor: Actor,
	{ customer, kind, value }: { customer: string; kind: IdentityKind; value: string },
): Promise<string> {
	// Two claims at once of the same customer come one after the other.
	await tx.selectFrom('customers').select('id').where('id', '=', customer).forNoKeyUpdate().execute();
	const known = await tx
		.selectFrom('identities')
		.select('id')
		.where('customer_id', '=', customer)
		.where('kind', '=', kind)
		.where('value', '=', value)
		.executeTakeFirst();
	if (known) return known.id;
	const id = newId(now(tx));
	await tx
		.insertInto('identities')
		.values({ id, customer_id: customer, kind, value, level: 'claimed', created_at: now(tx) })
		.execute();
	await tx
		.updateTable('sessions')
		.set({ assurance: 'claimed' })
		.where('customer_id', '=', customer)
		.where('assurance', '=', 'anonymous')
		.execute();
	await record(tx, actor, identityClaimed, { subject: customer, customer, payload: { identity_id: id, kind } });
	return id;
}
