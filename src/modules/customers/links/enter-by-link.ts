import { type Actor, customersOf } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import { joinDevice } from '../merges/merge.ts';
import { type Identity, prove } from '../identities/prove.ts';
import type { Session } from '../open-session.ts';
import { type Entry, readEntry } from './sign-entry.ts';
import '../tables.ts';

/** `path` is where the link leads, known also of one that no longer works. */
type Opened =
	| { ok: true; path: string; email: string; identity: Identity }
	| { ok: false; why: 'wrong' | 'expired'; path?: string };

/** What a link would do. Changes nothing. */
export async function openLink(db: Db, secrets: Secrets, token: string, at: Date): Promise<Opened> {
	const entry = readEntry(secrets, token);
	if (!entry) return { ok: false, why: 'wrong' };
	const { path, expires } = entry;
	const identity = expires > at ? await identityOf(db, entry) : undefined;
	// An address that was taken away since, or whose customer was erased, opens nothing.
	return identity ? { ok: true, path, email: identity.value, identity } : { ok: false, why: 'expired', path };
}

const identityOf = (db: Db, { identity, customer }: Entry): Promise<Identity | undefined> =>
	db
		.selectFrom('identities')
		.select(['id', 'customer_id', 'kind', 'value', 'level'])
		.where('id', '=', identity)
		.where('customer_id', '=', customer)
		.where('kind', '=', 'email')
		.executeTakeFirst();

/** Nothing for whoever is that person here already: their session goes on. */
type Entered = { ok: true; path: string; session?: Session } | Extract<Opened, { ok: false }>;

/**
 * Signs in by a link in a mail, which proves the address it was sent to. What was done on this device before becomes theirs, unless another address was
 * named on it: people pass mails on.
 */
export async function enterByLink(
	tx: Tx,
	actor: Actor,
	{ token, secrets }: { token: string; secrets: Secrets },
): Promise<Entered> {
	const opened = await openLink(tx, secrets, token, now(tx));
	if (!opened.ok) return opened;
	const { identity, path } = opened;
	if (actor.assurance === 'verified' && customersOf(actor).includes(identity.customer_id)) return { ok: true, path };
	const isAlsoTheirs = await isNobodyElses(tx, actor, identity.value);
	const session = await prove(tx, actor, identity, 'link');
	if (isAlsoTheirs)
		await joinDevice(tx, actor, { from: actor.id, into: session.actor.id, why: 'link', identity: identity.id });
	return { ok: true, path, session };
}

async function isNobodyElses(tx: Tx, actor: Actor, email: string): Promise<boolean> {
	if (customersOf(actor).length === 0) return false;
	const other = await tx
		.selectFrom('identities')
		.select('id')
		.where('customer_id', '=', actor.id)
		.where('value', '!=', email)
		.executeTakeFirst();
	return other === undefined;
}
