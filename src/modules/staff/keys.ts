import { type Actor, authorise } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId, newToken, tokenHash } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { keyMade, keyRevoked } from './events.ts';
import { canGrant, canManageKeys } from './policy.ts';
import type { Key } from './tables.ts';

const PREFIX_LENGTH = 10;

/** Makes a key; the token is returned once and kept only as a digest. `token` fixes it (the environment's `API_KEY`). */
export async function makeKey(tx: Tx, actor: Actor, input: { name: string; scopes: string[]; token?: string }) {
	authorise(canGrant(actor, input.scopes), actor);
	const token = input.token ?? newToken('sk');
	const key = {
		id: newId(now(tx)),
		name: input.name,
		prefix: token.slice(0, PREFIX_LENGTH),
		scopes: input.scopes,
		created_at: now(tx),
	};
	await tx
		.insertInto('api_keys')
		.values({ ...key, hash: tokenHash(token), last_used_at: null, revoked_at: null })
		.execute();
	await record(tx, actor, keyMade, { subject: key.id, payload: { scopes: input.scopes } });
	return { ...key, token, last_used_at: null, revoked_at: null };
}

export async function revokeKey(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canManageKeys(actor), actor);
	const revoked = await tx
		.updateTable('api_keys')
		.set({ revoked_at: now(tx) })
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	if (!revoked) throw problem('not_found');
	await record(tx, actor, keyRevoked, { subject: id, payload: {} });
}

export async function listKeys(db: Db, actor: Actor): Promise<Key[]> {
	authorise(canManageKeys(actor), actor);
	return db
		.selectFrom('api_keys')
		.select(['id', 'name', 'prefix', 'scopes', 'created_at', 'last_used_at', 'revoked_at'])
		.orderBy('created_at', 'desc')
		.limit(200)
		.execute();
}

const HOUR_MS = 3_600_000;

/** The key behind a token, or nothing when it is unknown or revoked. Notes the use, once an hour. */
export async function actorOfKey(db: Db, token: string, at: Date): Promise<Actor | undefined> {
	const row = await db
		.selectFrom('api_keys')
		.select(['id', 'scopes', 'last_used_at'])
		.where('hash', '=', tokenHash(token))
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	if (!row) return undefined;
	if (!row.last_used_at || at.getTime() - row.last_used_at.getTime() > HOUR_MS)
		await db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', row.id).execute();
	return { kind: 'key', id: row.id, assurance: 'verified', scopes: row.scopes };
}

/** The key of the environment, made when a start first sees it. One that was revoked stays so. Two starts at once: the second one's insert is refused. */
export async function ensureKey(tx: Tx, actor: Actor, token: string): Promise<void> {
	const known = await tx.selectFrom('api_keys').select('id').where('hash', '=', tokenHash(token)).executeTakeFirst();
	if (!known) await makeKey(tx, actor, { name: 'API_KEY', scopes: ['*'], token });
}

/** Whether a key was ever made, also one that is revoked. */
export async function hasKeys(tx: Tx): Promise<boolean> {
	return (await tx.selectFrom('api_keys').select('id').limit(1).executeTakeFirst()) !== undefined;
}
