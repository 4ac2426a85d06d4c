import { type App, openApp } from '#app';
import { directUrl, readConfig } from '#core/config.ts';
import { openLog } from '#core/log.ts';
import { migrate } from '#core/migrate.ts';
import { attachUrl, openEmbedded } from '#core/postgres/open.ts';
import { loadKnowledge, loadMonth } from '../db/seed/demo.ts';
import { removeDemo } from '../db/seed/remove.ts';
import { readArguments } from './arguments.ts';

const USAGE = 'npm run seed [-- --remove]';

const { values } = readArguments(USAGE, { options: { remove: { type: 'boolean', default: false } } });

try {
	await run(values.remove ? remove : load);
} catch (error) {
	process.stderr.write(`seed: ${(error as Error).message}\n`);
	process.exit(2);
}

/** On the database of the server that runs; on a database of our own folder without one. */
async function run(act: (app: App) => Promise<void>): Promise<void> {
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

async function load(app: App): Promise<void> {
	say('Loading what Kestrel Air knows');
	if (!(await loadKnowledge(app, { again: true })))
		throw new Error('There is something in this installation already: the demo goes into an empty one only.');
	await app.library.ready;
	say('Asking a month of questions');
	await loadMonth(app);
	say('The demo company is there.');
}

async function remove(app: App): Promise<void> {
	say((await removeDemo(app)) ? 'The demo company is gone.' : 'There is no demo company here.');
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
