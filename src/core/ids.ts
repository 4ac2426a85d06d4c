import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A UUIDv7: sorts by the time of making, which keeps indexes compact. */
export function newId(at?: Date): string {
	return at ? v7({ msecs: at.getTime() }) : v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
	return UUID.test(text);
}

/** An unguessable token of 192 bits with a readable prefix (`ct_…`, `sk_…`). */
export function newToken(prefix: string): string {
	return `${prefix}_${randomBytes(24).toString('base64url')}`;
}

/** Tokens are long and random, so a plain digest is enough to keep them: there is no dictionary to try. */
export function tokenHash(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}
