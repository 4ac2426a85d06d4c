import { type App, openApp } from '#app';
import { directUrl, readConfig } from '#core/config.ts';
import { openLog } from '#core/log.ts';
import { migrate } from '#core/migrate.ts';
import { attachUrl, openEmbedded } from '#core/postgres/open.ts';

/** Does something on the database of the server that runs; on a database of our own folder without one. */
export async function withApp(act: (app: App) => Promise<void>): Promise<void> {
	const config = readConfig({ ...process.env, ROLES: 'web', LOG_LEVEL: 'silent' });
	const { url, stop } = await database(config.DATABASE_URL, config.DATA_DIR);
	try {
		await migrate(directUrl(config, url));
		const app = await openApp({ config, url, log: openLog('silent') });
		await act(app).finally(() => app.close());
	} finally {
		await stop();
	}
}

async function database(given: string | undefined, dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
	if (given) return { url: given, stop: async () => {} };
	const running = await attachUrl(dataDir).catch(() => undefined);
	return running ? { url: running, stop: async () => {} } : openEmbedded({ dataDir, log: () => {} });
}
