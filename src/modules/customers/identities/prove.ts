import type { Selectable } from 'kysely';
import { type Actor, customersOf } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { dropSession } from '../end-session.ts';
import { identityVerified } from '../events.ts';
import { joinDevice } from '../merges/merge.ts';
import { openSession, type Session } from '../open-session.ts';
import type { Evidence } from '../tables.ts';

export type Identity = Pick<Selectable<Tables['identities']>, 'id' | 'customer_id' | 'kind' | 'value' | 'level'>;

/**
 * An address turned out to be theirs: of the customer who claimed it, or, where somebody proved it before, of that one, whom the claimer is merged into.
 * Returns the session that takes the place of the one they came with; the claimer's sessions that prove nothing end. Who `asks` whether what was begun on
 * the device is theirs too gets a session beside that of the device, which stays as it is (`claimDevice`).
 */
export async function prove(
	tx: Tx,
	actor: Actor,
	identity: Identity,
	why: Evidence,
	{ asks = false }: { asks?: boolean | undefined } = {},
): Promise<Session> {
	const known = await provedLike(tx, identity);
	const { id, customer_id } = known ?? identity;
	if (!known) await markVerified(tx, id);
	if (asks && known && actor.assurance !== 'verified') {
		const session = await openSession(tx, { customer: customer_id, assurance: 'verified', vouched: actor.vouched });
		if (!customersOf(session.actor).includes(identity.customer_id)) {
			await tellProved(tx, actor, { id, customer_id, kind: identity.kind }, why);
			return session;
		}
		await dropSession(tx, session.actor);
	}
	const isOne = await joinDevice(tx, actor, { from: identity.customer_id, into: customer_id, why, identity: id });
	// Two people on one device: the mailbox of the one is nothing to write to for the other.
	if (!isOne) await tx.deleteFrom('identities').where('id', '=', identity.id).execute();
	await tellProved(tx, actor, { id, customer_id, kind: identity.kind }, why);
	await endUnproved(tx, identity.customer_id);
	await dropSession(tx, actor);
	return openSession(tx, { customer: customer_id, assurance: 'verified', vouched: actor.vouched });
}

const tellProved = (
	tx: Tx,
	actor: Actor,
	{ id, customer_id, kind }: Pick<Identity, 'id' | 'customer_id' | 'kind'>,
	by: Evidence,
): Promise<void> =>
	record(tx, actor, identityVerified, {
		subject: customer_id,
		customer: customer_id,
		payload: { identity_id: id, kind, by },
	});

/** Who proved this very address, if anybody did. */
export function provedLike(
	tx: Tx,
	{ kind, value }: Pick<Identity, 'kind' | 'value'>,
): Promise<Pick<Identity, 'id' | 'customer_id'> | undefined> {
	return tx
		.selectFrom('identities')
		.select(['id', 'customer_id'])
		.where('kind', '=', kind)
		.where('value', '=', value)
		.where('level', '=', 'verified')
		.executeTakeFirst();
}

export async function markVerified(tx: Tx, id: string): Promise<void> {
	await tx
		.updateTable('identities')
		.set({ level: 'verified', verified_at: now(tx) })
		.where('id', '=', id)
		.execute();
}

/** What is written for somebody who proved who they are is not for whoever only holds an older token. */
export async function endUnproved(tx: Tx, customer: string): Promise<void> {
	await tx.deleteFrom('sessions').where('customer_id', '=', customer).where('assurance', '!=', 'verified').execute();
}
