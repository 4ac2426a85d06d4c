import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type App, openApp } from '#app';
import { readConfig } from '#core/config.ts';
import { openLog } from '#core/log.ts';
import type { Clock } from '#core/time.ts';
import { testDatabase } from './database.ts';

export type TestApp = { app: App; url: string; stop(): Promise<void> };

/** The whole app on a database of its own. `env` as the environment would give it; no worker unless asked for. */
export async function testApp({
	env = {},
	clock,
	url,
}: { env?: Record<string, string>; clock?: Clock; url?: string } = {}): Promise<TestApp> {
	const database = url ? { url, drop: async () => {} } : await testDatabase();
	const dataDir = await mkdtemp(path.join(tmpdir(), 'saunders-app-'));
	const config = readConfig({ ROLES: 'web', LOG_LEVEL: 'silent', PORT: '0', DEMO: '0', DATA_DIR: dataDir, ...env });
	const app = await openApp({ config, url: database.url, log: openLog('silent'), env, ...(clock && { clock }) });
	const stop = async () => {
		await app.close();
		await database.drop();
		await rm(dataDir, { recursive: true, force: true });
	};
	return { app, url: database.url, stop };
}
