import { createHash } from 'node:crypto';
import type { Tx } from '#core/db.ts';
import { once } from '#core/idempotency.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import { openSession, type Session } from '../open-session.ts';
import { isErased } from '../queries.ts';
import { readGrant } from './allow-program.ts';

type Entering = { secrets: Secrets; code: string; program: string; redirect: string; verifier: string };

/** The session of a program that a customer has allowed; nothing for a code that is none, has run out, was used, or was not given to this program. */
export async function enterByGrant(tx: Tx, { secrets, code, ...by }: Entering): Promise<Session | undefined> {
	const grant = readGrant(secrets, code);
	if (!grant || grant.until < now(tx) || grant.program !== by.program || grant.redirect !== by.redirect)
		return undefined;
	const digest = createHash('sha256').update(by.verifier).digest('base64url');
	if (digest !== grant.challenge || (await isErased(tx, grant.customer))) return undefined;
	const { customer, assurance } = grant;
	return firstTime(tx, grant.customer, code, () => openSession(tx, { customer, assurance }));
}

/** The token itself is kept nowhere: whoever comes with the same code again gets nothing. */
async function firstTime(tx: Tx, customer: string, code: string, open: () => Promise<Session>) {
	let session: Session | undefined;
	const call = { actor: `customer:${customer}`, route: 'program-grant', key: code.slice(-43), body: code };
	await once(tx, call, async () => {
		session = await open();
		return { status: 204, body: null };
	});
	return session;
}
