import { sql } from 'kysely';
import { type Actor, customersOf } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import type { Secrets } from '#core/secrets.ts';
import { canonicalLang } from '#core/text/languages.ts';
import { now } from '#core/transaction.ts';
import { dropSession } from '../end-session.ts';
import { identityVerified } from '../events.ts';
import { putGroups } from '../groups.ts';
import { claim, mailbox } from '../identities/claim-email.ts';
import { endUnproved, markVerified, provedLike } from '../identities/prove.ts';
import { joinDevice } from '../merges/merge.ts';
import { openSession, type Session } from '../open-session.ts';
import { arrive } from '../start-session.ts';
import type { IdentityKind } from '../tables.ts';
import { openHostKeys } from './keys.ts';
import { type Claims, readToken } from './read-token.ts';

type Entry = { token: string; channel: string; vouched: boolean; origin: string; secrets: Secrets };

/**
 * A session for whom the host site says this is: known by `sub`, else by an address the host site vouches for, else new. The customer of the session they
 * came with, who proved nothing, was them too. Throws `unauthenticated` with the reason for a token that is not taken.
 */
export async function enterByToken(
	tx: Tx,
	actor: Actor,
	{ token, channel, vouched, origin, secrets }: Entry,
): Promise<Session> {
	const read = await readToken(await openHostKeys(tx, secrets), token, { at: now(tx), origin });
	if (!read.ok) throw refused(read.fault);
	await noteUse(tx, read.key);
	const { claims } = read;
	await oneAtATime(tx, claims);
	const known = await knownBy(tx, claims);
	const lang = langOf(claims);
	const customer = known ?? (await arrive(tx, { channel, ...(lang && { lang }) }));
	const identity = await note(tx, customer, claims);
	if (actor.kind === 'customer' && customersOf(actor).length > 0) await takeOver(tx, actor, customer, identity);
	if (claims.groups) await putGroups(tx, asThemselves(customer), customer, claims.groups);
	return openSession(tx, { customer, assurance: 'verified', vouched });
}

const refused = (fault: string) => {
	const message = `The identity token was refused: ${fault}.`;
	return problem('unauthenticated', { detail: message, errors: [{ path: 'identity_token', code: fault, message }] });
};

const HOUR_MS = 3_600_000;

/** Once an hour, so that the owner sees which of two is still in use. */
async function noteUse(tx: Tx, key: string): Promise<void> {
	await tx
		.updateTable('host_keys')
		.set({ last_used_at: now(tx) })
		.where('id', '=', key)
		.where((eb) =>
			eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', new Date(now(tx).getTime() - HOUR_MS))]),
		)
		.execute();
}

/** A page that opens twice at once sends two tokens of one new user: the second finds what the first made. */
async function oneAtATime(tx: Tx, { sub, email }: Claims): Promise<void> {
	for (const name of [`external:${sub}`, ...(email ? [`email:${mailbox(email)}`] : [])])
		await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}

async function knownBy(tx: Tx, { sub, email, email_verified }: Claims): Promise<string | undefined> {
	const bySub = await provedLike(tx, { kind: 'external', value: sub });
	if (bySub || !email || !email_verified) return bySub?.customer_id;
	return (await provedLike(tx, { kind: 'email', value: mailbox(email) }))?.customer_id;
}

/** An address that the host site does not vouch for is only claimed; one that somebody else proved stays theirs. Returns the identity of `sub`. */
async function note(tx: Tx, customer: string, claims: Claims): Promise<string> {
	const { sub, email, email_verified = false, name } = claims;
	const lang = langOf(claims);
	if (name || lang)
		await tx
			.updateTable('customers')
			.set({ ...(name && { name }), ...(lang && { lang }) })
			.where('id', '=', customer)
			.execute();
	if (email) await vouch(tx, customer, 'email', mailbox(email), email_verified);
	return vouch(tx, customer, 'external', sub, true);
}

async function vouch(tx: Tx, customer: string, kind: IdentityKind, value: string, isProved: boolean): Promise<string> {
	const owner = isProved ? await provedLike(tx, { kind, value }) : undefined;
	if (owner) return owner.id;
	const actor = asThemselves(customer);
	const identity = await claim(tx, actor, { customer, kind, value });
	if (!isProved) return identity;
	await markVerified(tx, identity);
	const payload = { identity_id: identity, kind, by: 'host_token' as const };
	await record(tx, actor, identityVerified, { subject: customer, customer, payload });
	// Whoever held a token of this customer before there was a proof holds none now.
	await endUnproved(tx, customer);
	return identity;
}

const asThemselves = (id: string): Actor => ({ kind: 'customer', id, assurance: 'verified', scopes: [] });

async function takeOver(tx: Tx, actor: Actor, customer: string, identity: string): Promise<void> {
	const isOne = await joinDevice(tx, actor, { from: actor.id, into: customer, why: 'host_token', identity });
	if (isOne) await endUnproved(tx, actor.id);
	await dropSession(tx, actor);
}

function langOf({ lang }: Claims): string | undefined {
	const tag = lang && canonicalLang(lang);
	return tag && tag !== 'und' ? tag : undefined;
}
