import { createHash, randomBytes, randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** A UUIDv7: sorts by the time of making, which keeps indexes compact. */
export function newId(at?: Date): string {
	return at ? v7({ msecs: at.getTime(), random: random16() }) : v7();
}

const random = Buffer.alloc(4_096);
let used = random.length;

/** Drawn from the system many at a time: each draw costs as much as a small query's answer takes to read. */
function random16(): Uint8Array {
	if (used === random.length) {
		randomFillSync(random);
		used = 0;
	}
	used += 16;
	return random.subarray(used - 16, used);
}

const HEX = 16;
const TIME_DIGITS = 12;

/** The lowest UUIDv7 of a moment: ids are in the order of time, so a span of time is a span of ids. */
export function firstIdAt(at: Date): string {
	const ms = Math.max(0, at.getTime()).toString(HEX).padStart(TIME_DIGITS, '0');
	return `${ms.slice(0, 8)}-${ms.slice(8, TIME_DIGITS)}-7000-8000-000000000000`;
}

/** When a UUIDv7 was made. */
export const madeAt = (id: string): Date => new Date(Number.parseInt(id.replace('-', '').slice(0, TIME_DIGITS), HEX));

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
