import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Actor } from '#core/access.ts';
import { openDatabase } from '#core/db.ts';
import { type FilePolicies } from '#core/files/find-file.ts';
import { type FileRequest, serveFile } from '#core/files/serve-file.ts';
import { openStorage } from '#core/files/storage.ts';
import { storeFile } from '#core/files/store-file.ts';
import { newId } from '#core/ids.ts';
import { openLog } from '#core/log.ts';
import { openSecrets } from '#core/secrets.ts';
import { openSettings } from '#core/settings.ts';
import { transactor } from '#core/transaction.ts';

export const customer = (id = newId()): Actor => ({ kind: 'customer', id, assurance: 'anonymous', scopes: [] });

/** Files as the app wires them, in a folder of their own whose name has a space. `env` and `policies` may be changed at any time. */
export async function openFiles(url: string, env: Record<string, string> = {}) {
	const database = openDatabase(url);
	const dataDir = await mkdtemp(path.join(tmpdir(), 'saunders files-'));
	const settings = openSettings(database.db, openSecrets('a secret of at least thirty-two letters'), env);
	const storage = openStorage(dataDir, settings);
	let shift = 0;
	const clock = () => new Date(Date.now() + shift);
	const transact = transactor(database.db, { clock, queuesFor: () => [], enqueue: async () => {} });
	const policies: Record<string, FilePolicies[string]> = {};
	const { db } = database;
	return {
		db,
		env,
		dataDir,
		settings,
		storage,
		transact,
		log: openLog('silent'),
		policies,
		later: (ms: number) => void (shift += ms),
		/** Stores bytes as if a customer had sent them. */
		upload: (actor: Actor, data: Uint8Array | string, name: string, mime?: string) =>
			storeFile({ storage, transact }, actor, { name, mime, source: Readable.from([Buffer.from(data)]) }),
		get: async (actor: Actor, id: string, more: Omit<FileRequest, 'id'> = {}) => {
			const { body, ...reply } = await serveFile({ db, storage, policies }, actor, { id, ...more });
			return { ...reply, body: body ? await buffer(body) : undefined };
		},
		rows: () => db.selectFrom('files').selectAll().execute(),
		/** Every file of the data folder, uploads on their way in included. */
		onDisk: async () => {
			const all = await readdir(dataDir, { recursive: true, withFileTypes: true });
			return all.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
		},
		close: async () => {
			await database.close();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}
