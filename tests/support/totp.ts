import { createHmac } from 'node:crypto';

/** The six digits that an authenticator app shows now for the address it scanned (RFC 6238: HMAC-SHA1, steps of 30 seconds). */
export function totp(uri: string, at = Date.now()): string {
	const key = base32(new URL(uri).searchParams.get('secret') ?? '');
	const step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const mac = createHmac('sha1', key).update(step).digest();
	const offset = (mac.at(-1) ?? 0) & 0xf;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** RFC 4648. */
function base32(text: string): Buffer {
	const value = (sign: string) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign);
	const bits = Array.from(text, (sign) => value(sign).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
