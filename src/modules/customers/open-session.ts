import type { Actor, Assurance } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { newToken, tokenHash } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { personOf } from './merges/person.ts';
import './tables.ts';

/** In which browsers that we serve pages to bring their token. */
export const SESSION_COOKIE = 'saunders_session';

/** The token is shown once and kept only as a digest. */
export type Session = { token: string; actor: Actor; expires_at: Date };

/** A visitor who comes back within this time is still the same customer. Whoever proved who they are sees more, and proves it again sooner. */
const DAYS: Record<Assurance, number> = { anonymous: 180, claimed: 180, verified: 30 };

type Opening = { customer: string; assurance: Assurance; vouched?: boolean | undefined };

/** A session for a customer whom the caller has made or made sure of. */
export async function openSession(tx: Tx, { customer, assurance, vouched = false }: Opening): Promise<Session> {
	const at = now(tx);
	const token = newToken('ct');
	const hash = tokenHash(token);
	const expires_at = new Date(at.getTime() + DAYS[assurance] * 86_400_000);
	await tx
		.insertInto('sessions')
		.values({ hash, customer_id: customer, assurance, vouched, created_at: at, expires_at })
		.execute();
	const also = assurance === 'verified' ? (await personOf(tx, customer)).slice(1) : [];
	const session = hash.toString('base64url');
	const actor: Actor = { kind: 'customer', id: customer, assurance, scopes: [], also, session };
	return { token, expires_at, actor: vouched ? { ...actor, vouched } : actor };
}
