import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { backupError } from './errors.ts';

/** OWASP's first choice for scrypt (Password Storage Cheat Sheet): 128 MB and some tenths of a second a try. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
const MAX_MEMORY = 512 * 1_048_576;

const base64 = z.string().transform((text) => Buffer.from(text, 'base64url'));
const sealedSchema = z.object({
	n: z
		.number()
		.int()
		.min(2)
		.max(2 ** 18),
	r: z.number().int().min(1).max(8),
	p: z.number().int().min(1).max(4),
	salt: base64,
	iv: base64,
	tag: base64,
	sealed: base64,
});

/**
 * The installation's secret under a passphrase (scrypt, AES-256-GCM), as JSON. It is tied to `manifest`, so that opening it also shows that
 * nobody without the passphrase changed what the archive says about itself.
 */
export async function sealSecret(secret: string, passphrase: string, manifest: string): Promise<string> {
	const [salt, iv] = [randomBytes(16), randomBytes(12)];
	const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, COST), iv);
	cipher.setAAD(Buffer.from(manifest));
	const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
	const parts = { salt, iv, tag: cipher.getAuthTag(), sealed };
	const texts = Object.entries(parts).map(([name, part]) => [name, part.toString('base64url')]);
	return JSON.stringify({ n: COST.N, r: COST.r, p: COST.p, ...Object.fromEntries(texts) });
}

/** Throws `wrong_passphrase`. */
export async function openSecret(text: string, passphrase: string, manifest: string): Promise<string> {
	const { n, r, p, salt, iv, tag, sealed } = sealedSchema.parse(JSON.parse(text));
	const key = await keyOf(passphrase, salt, { N: n, r, p });
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
		decipher.setAAD(Buffer.from(manifest));
		decipher.setAuthTag(tag);
		return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
	} catch (cause) {
		throw backupError('wrong_passphrase', 'The passphrase is not the one this backup was made with.', cause);
	}
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** Normalised, because the same accented letter comes in two forms from two keyboards. */
const keyOf = (passphrase: string, salt: Buffer, cost: typeof COST) =>
	derive(passphrase.normalize('NFC'), salt, 32, { ...cost, maxmem: MAX_MEMORY });
