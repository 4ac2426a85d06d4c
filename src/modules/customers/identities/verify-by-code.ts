import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { type Limit, spend } from '#core/limits.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import type { Session } from '../open-session.ts';
import { prove } from './prove.ts';
import { nameOfMailbox } from './send-code.ts';
import '../tables.ts';

/** By one customer, through whichever door. */
export const TRIES_AN_HOUR: Limit = { name: 'code-tries', count: 30, seconds: 3_600 };
/** Over all customers who name one mailbox. */
const TRIES_A_DAY: Limit = { name: 'code-tries-for', count: 50, seconds: 86_400 };
const TRIES = 5;

/** `wrong`: they may try again. `gone`: there is no code, or it is too old or was tried too often; a new one has to be sent. */
type Verified = { ok: true; session: Session } | { ok: false; why: 'wrong' | 'gone' };

/**
 * Proves an address by the code that was mailed to it. A wrong code is no exception but an answer: its try has to be counted by the commit. Throws
 * `not_found` for an identity that is not this customer's own.
 */
export async function verifyByCode(
	tx: Tx,
	actor: Actor,
	{ id, code, secrets, asks }: { id: string; code: string; secrets: Secrets; asks?: boolean },
): Promise<Verified> {
	const identity = await tx
		.selectFrom('identities')
		.select(['id', 'customer_id', 'kind', 'value', 'level'])
		.where('id', '=', id)
		.where('kind', '=', 'email')
		.executeTakeFirst();
	if (!identity || actor.kind !== 'customer' || identity.customer_id !== actor.id) throw problem('not_found');
	await spend(tx, TRIES_A_DAY, nameOfMailbox(secrets, identity.value));
	const sent = await tx
		.selectFrom('identity_codes')
		.select(['digest', 'tries'])
		.where('identity_id', '=', id)
		.where('expires_at', '>', now(tx))
		.where('tries', '<', TRIES)
		.forUpdate()
		.executeTakeFirst();
	if (!sent) return { ok: false, why: 'gone' };
	if (!secrets.verify('identity-code', `${id}:${code}`, sent.digest)) {
		await tx
			.updateTable('identity_codes')
			.set({ tries: sent.tries + 1 })
			.where('identity_id', '=', id)
			.execute();
		return { ok: false, why: sent.tries + 1 < TRIES ? 'wrong' : 'gone' };
	}
	await tx.deleteFrom('identity_codes').where('identity_id', '=', id).execute();
	return { ok: true, session: await prove(tx, actor, identity, 'code', { asks }) };
}
