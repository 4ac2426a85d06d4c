import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Client } from 'pg';
import sharp from 'sharp';
import { z } from 'zod';
import { type App, ERASERS } from '#app';
import { type Actor, SYSTEM } from '#core/access.ts';
import { backup } from '#core/backup/backup.ts';
import { keptTables } from '#core/backup/catalog.ts';
import { restore, type RestoreOptions } from '#core/backup/restore.ts';
import { storeFile } from '#core/files/store-file.ts';
import { newId } from '#core/ids.ts';
import { openLog } from '#core/log.ts';
import { changeSetting } from '#core/settings.ts';
import { openConversation } from '#modules/conversations/index.ts';
import { replayErasures } from '#modules/customers/index.ts';
import { putArticle } from '#modules/knowledge/index.ts';

const PASSPHRASE = 'correct horse battery staple';
export const secretUrl = { key: 'test_secret_url', schema: z.string(), fallback: '', secret: true };

export const never = new AbortController().signal;
const silently = () => {};

export const newFolder = (name = 'saunders backup-') => mkdtemp(path.join(tmpdir(), name));

export async function backUp(app: App, url: string, file: string, signal = never, env = {}) {
	const secret = (await readFile(path.join(app.config.DATA_DIR, 'secret'), 'utf8')).trim();
	const { DATA_DIR: dataDir } = app.config;
	return backup({ url, dataDir, secret, passphrase: PASSPHRASE, file, env, progress: silently, signal });
}

/** Restores into `url` and a data folder of its own, unless told otherwise. */
export async function putBack(url: string, file: string, more: Partial<RestoreOptions> = {}) {
	const dataDir = more.dataDir ?? (await newFolder());
	const given = {
		passphrase: PASSPHRASE,
		replace: false,
		secret: undefined,
		env: {},
		progress: silently,
		signal: never,
		replay: replayErasures(ERASERS, dataDir),
	};
	const manifest = await restore({ ...given, url, file, dataDir, log: openLog('silent'), ...more });
	return { manifest, dataDir, forget: () => rm(dataDir, { recursive: true, force: true }) };
}

export async function writeArticle(app: App, external_id: string, title = `About ${external_id}`) {
	const body = `# Section\n\nTabs\\tand back\\\\slashes of ${external_id}, 空压机, ü.`;
	return app.transact((tx) =>
		putArticle(tx, SYSTEM, { external_id, lang: 'en', title, body, status: 'published' }, 'import'),
	);
}

async function openCustomer(app: App): Promise<Actor> {
	const id = newId();
	await app.transact((tx) =>
		tx.insertInto('customers').values({ id, lang: 'th', name: 'Mai', created_at: new Date() }).execute(),
	);
	return { kind: 'customer', id, assurance: 'anonymous', scopes: [] };
}

/** A little of everything: articles, a conversation whose notice still waits, a picture in several sizes, a text file, a sealed setting. */
export async function fillApp(app: App) {
	for (const name of ['oil', 'filter', 'belt']) await writeArticle(app, name);
	const customer = await openCustomer(app);
	await app.transact((tx) =>
		openConversation(tx, customer, {
			text: 'It beeps.\n\n\\N',
			lang: 'th',
			channel: 'web',
			came: {},
			to: 'person',
			fallbackLang: 'en',
		}),
	);
	const picture = await sharp({ create: { width: 1_000, height: 600, channels: 3, background: '#c2410c' } })
		.png()
		.toBuffer();
	const upload = (name: string, data: Buffer) => storeFile(app, SYSTEM, { name, source: Readable.from([data]) });
	await upload('red.png', picture);
	await upload('note.txt', Buffer.from('Xin chào'));
	await app.transact((tx) => changeSetting(tx, SYSTEM, app.secrets, secretUrl, 'smtp://user:pass@host'));
}

/** Every kept row as text, sorted, by table; without what a restore changes on purpose. */
export async function contentOf(url: string): Promise<Record<string, string[]>> {
	return withClient(url, async (client) => {
		const found: Record<string, string[]> = {};
		for (const { name, columns } of await keptTables(client)) {
			if (name === 'roll_cursors') continue;
			const kept = columns.filter((column) => column !== 'xid').map((column) => `"${column}"`);
			const { rows } = await client.query<{ row: string }>(
				`select row(${kept.join(', ')})::text as row from ${name}${name === 'settings' ? " where key <> 'installation_id'" : ''} order by 1`,
			);
			found[name] = rows.map(({ row }) => row);
		}
		return found;
	});
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
	const client = new Client({ connectionString: url });
	await client.connect();
	return work(client).finally(() => client.end());
}
