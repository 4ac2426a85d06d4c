import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { type Problem, problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId, newToken } from '#core/ids.ts';
import type { Secrets } from '#core/secrets.ts';
import { now } from '#core/transaction.ts';
import { hostKeyMade, hostKeyRevoked } from '../events.ts';
import { canManageHostKeys } from '../policy.ts';
import type { HostAlg } from '../tables.ts';

/** With what a token is checked: of a secret the text itself, of a public key its PEM. */
export type HostKey = { id: string; alg: HostAlg; material: string };

/** So many of one kind at a time: the one in use, and the one that takes its place. */
const AT_A_TIME = 2;

/** Makes a secret for the host site's back end. It is returned once; what is kept is sealed. Throws `conflict` while there are two. */
export async function makeHostSecret(tx: Tx, actor: Actor, secrets: Secrets): Promise<{ id: string; secret: string }> {
	const secret = newToken('hs');
	return { id: await keep(tx, actor, 'HS256', secrets.seal(secret)), secret };
}

/** Takes a public key (PEM, or a JWK as JSON) by which the host site's tokens are checked. Throws `invalid_input` with the reason, and `conflict` while there are two. */
export async function addHostKey(tx: Tx, actor: Actor, text: string): Promise<{ id: string; alg: HostAlg }> {
	const key = publicKeyIn(text.trim());
	const alg = algOf(key);
	return { id: await keep(tx, actor, alg, String(key.export({ type: 'spki', format: 'pem' }))), alg };
}

export async function revokeHostKey(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canManageHostKeys(actor), actor);
	const revoked = await tx
		.updateTable('host_keys')
		.set({ revoked_at: now(tx), material: '' })
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	if (!revoked) throw problem('not_found');
	await record(tx, actor, hostKeyRevoked, { subject: id, payload: {} });
}

/** Those that count, oldest first; without what they are made of. */
export async function listHostKeys(db: Db, actor: Actor) {
	authorise(canManageHostKeys(actor), actor);
	return living(db).select(['id', 'alg', 'created_at', 'last_used_at']).execute();
}

/** Those that count, ready to check with. */
export async function openHostKeys(db: Db, secrets: Secrets): Promise<HostKey[]> {
	const rows = await living(db).select(['id', 'alg', 'material']).execute();
	return rows.map(({ id, alg, material }) => ({
		id,
		alg,
		material: alg === 'HS256' ? secrets.open(material) : material,
	}));
}

const living = (db: Db) => db.selectFrom('host_keys').where('revoked_at', 'is', null).orderBy('id').limit(10);

async function keep(tx: Tx, actor: Actor, alg: HostAlg, material: string): Promise<string> {
	authorise(canManageHostKeys(actor), actor);
	// Two that are made at once would both find one.
	await sql`lock table host_keys in share row exclusive mode`.execute(tx);
	const others = await living(tx).select('alg').execute();
	const isSecret = alg === 'HS256';
	if (others.filter((key) => (key.alg === 'HS256') === isSecret).length >= AT_A_TIME)
		throw problem('conflict', { detail: 'There are two already. Revoke the one that is no longer used first.' });
	const id = newId(now(tx));
	await tx
		.insertInto('host_keys')
		.values({ id, alg, material, created_at: now(tx) })
		.execute();
	await record(tx, actor, hostKeyMade, { subject: id, payload: { alg } });
	return id;
}

function publicKeyIn(text: string): KeyObject {
	// Node would make a public key of a private one, which must not be carried about.
	if (/PRIVATE KEY|"d"\s*:/.test(text)) throw wrong('private_key', 'This is a private key. Paste the public one.');
	try {
		return text.startsWith('{')
			? createPublicKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' })
			: createPublicKey(text);
	} catch {
		throw wrong('no_key', 'This is no public key in PEM or JWK form.');
	}
}

const LEAST_RSA_BITS = 2_048;

/** RFC 7518, 3.3 and 3.4. */
function algOf({
	asymmetricKeyType: type,
	asymmetricKeyDetails: { modulusLength = 0, namedCurve } = {},
}: KeyObject): HostAlg {
	if (type === 'rsa' && modulusLength >= LEAST_RSA_BITS) return 'RS256';
	if (type === 'ec' && namedCurve === 'prime256v1') return 'ES256';
	throw wrong('kind_of_key', 'It must be RSA of at least 2048 bits, or an elliptic curve key on P-256.');
}

const wrong = (code: string, message: string): Problem =>
	problem('invalid_input', { detail: message, errors: [{ path: 'key', code, message }] });
