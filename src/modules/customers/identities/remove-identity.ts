import { type Actor, customersOf, isTheirs } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { identityRemoved } from '../events.ts';
import { canRemoveIdentity } from '../policy.ts';
import '../tables.ts';

/**
 * Takes an address away, from all ids of the person. Of one that was proved all other sessions of the customer end, in case somebody else can read it;
 * without any that is proved this session, too, sees only what was written under its own id.
 */
export async function removeIdentity(tx: Tx, actor: Actor, id: string): Promise<void> {
	const identity = await tx
		.selectFrom('identities')
		.select(['id', 'customer_id', 'kind', 'value', 'level'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!identity || !isTheirs(actor, identity.customer_id)) throw problem('not_found');
	if (!canRemoveIdentity(actor, identity)) throw problem('forbidden');
	const { customer_id: customer, kind, value } = identity;
	const removed = await tx
		.deleteFrom('identities')
		.where('customer_id', 'in', customersOf(actor))
		.where('kind', '=', kind)
		.where('value', '=', value)
		.returning(['customer_id', 'level'])
		.execute();
	for (const each of removed) if (each.level === 'verified') await lowerSessions(tx, actor, each.customer_id);
	await record(tx, actor, identityRemoved, { subject: customer, customer, payload: { identity_id: id, kind } });
}

async function lowerSessions(tx: Tx, { session = '' }: Actor, customer: string): Promise<void> {
	const mine = Buffer.from(session, 'base64url');
	await tx.deleteFrom('sessions').where('customer_id', '=', customer).where('hash', '!=', mine).execute();
	const left = await tx.selectFrom('identities').select('level').where('customer_id', '=', customer).execute();
	if (left.some((each) => each.level === 'verified')) return;
	await tx
		.updateTable('sessions')
		.set({ assurance: left.length > 0 ? 'claimed' : 'anonymous' })
		.where('customer_id', '=', customer)
		.execute();
}
