import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Keys derived from the installation's secret, one per purpose, so that none can be used in place of another. */
export type Secrets = {
	/** AES-256-GCM, `iv.tag.text` in base64url. */
	seal(text: string): string;
	/** Throws when the text was not sealed with this secret. */
	open(sealed: string): string;
	sign(purpose: string, text: string): string;
	verify(purpose: string, text: string, signature: string): boolean;
};

/** The secret from the environment, else the one kept in the data folder, else a new one that is kept there. */
export async function loadSecret(given: string | undefined, dataDir: string): Promise<string> {
	if (given) return given;
	const file = path.join(dataDir, 'secret');
	await mkdir(dataDir, { recursive: true });
	// `wx`: when two processes start at once, one makes the secret and both read it.
	await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 }).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST') throw error;
		},
	);
	return (await readFile(file, 'utf8')).trim();
}

export function openSecrets(secret: string): Secrets {
	const key = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'saunders', purpose, 32));
	const settingsKey = key('settings');
	const sign = (purpose: string, text: string) =>
		createHmac('sha256', key(`sign:${purpose}`))
			.update(text)
			.digest('base64url');
	return {
		seal: (text) => {
			const iv = randomBytes(12);
			const cipher = createCipheriv('aes-256-gcm', settingsKey, iv);
			const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			return [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.');
		},
		open: (sealed) => {
			const [iv, tag, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
			if (!iv || !tag || !text) throw new Error('not a sealed value');
			const decipher = createDecipheriv('aes-256-gcm', settingsKey, iv, { authTagLength: 16 });
			decipher.setAuthTag(tag);
			return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
		},
		sign,
		verify: (purpose, text, signature) => {
			const expected = Buffer.from(sign(purpose, text));
			const given = Buffer.from(signature);
			return expected.length === given.length && timingSafeEqual(expected, given);
		},
	};
}
