import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	hkdfSync,
	randomBytes,
	randomUUID,
	timingSafeEqual,
} from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
	const found = await findSecret(given, dataDir);
	if (found !== undefined) return found;
	await mkdir(dataDir, { recursive: true });
	const draft = path.join(dataDir, `secret.${randomUUID()}`);
	await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
	// A link appears whole and never over another: when two processes start at once, one makes the secret and both read it.
	await link(draft, path.join(dataDir, 'secret')).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
	});
	await rm(draft);
	return loadSecret(given, dataDir);
}

/** As `loadSecret`, but never makes one. */
export async function findSecret(given: string | undefined, dataDir: string): Promise<string | undefined> {
	if (given) return given;
	try {
		return (await readFile(path.join(dataDir, 'secret'), 'utf8')).trim();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		return undefined;
	}
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
