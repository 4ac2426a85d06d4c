import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { openApp, setRunningApp, type App } from '#app';
import { type Config, directUrl, readConfig } from '#core/config.ts';
import { type Log, openLog } from '#core/log.ts';
import { migrate } from '#core/migrate.ts';
import { attachUrl, openEmbedded } from '#core/postgres/open.ts';
import { ADDRESS_HEADER } from '#modules/staff/index.ts';
import { HOST_HEADER, listen, type Pages, PHOTO_FORM_LIMIT, SCHEME_HEADER } from '#server/listen.ts';
import { drainer } from '#server/drain.ts';
import { firstStart, greet } from '#server/first-start.ts';
import { onStopSignal } from '#server/stop.ts';
import { traceRequests } from '#server/trace-requests.ts';

if (Number(process.versions.node.split('.')[0]) < 24)
	fail(new Error(`Saunders needs Node 24 and this is ${process.version}: start it with npm start.`));

const LONGEST_SILENCE_MS = 10_000;

await run().catch(fail);

async function run(): Promise<void> {
	const config = readConfig(process.env);
	const log = openLog(config.LOG_LEVEL);
	await mkdir(config.DATA_DIR, { recursive: true });
	const database = postgres(config, log);
	// Before it runs: stopped while it starts, it must not be left behind.
	const closing: (() => Promise<void>)[] = [async () => (await database).stop()];
	const stopping = onStopSignal(log, closing);
	try {
		const { url } = await database;
		await migrate(directUrl(config, url));
		const app = await openApp({ config, url, log, patient: true });
		closing.push(app.close);
		setRunningApp(app);
		await firstStart(app);
		if (config.ROLES.includes('web')) {
			closing.push(await serve(app));
			// A large base that has to be built anew takes longer; customers can already come and read meanwhile.
			await Promise.race([app.library.ready, sleep(LONGEST_SILENCE_MS, undefined, { ref: false })]);
		}
		await greet(app);
		app.database.hurry();
	} catch (error) {
		// What fails because everything is being closed is no news.
		if (stopping()) return;
		for (const close of closing.toReversed()) await close().catch(() => {});
		throw error;
	}
}

async function postgres(config: Config, log: Log): Promise<{ url: string; stop: () => Promise<void> }> {
	const nothing = async () => {};
	if (config.DATABASE_URL) return { url: config.DATABASE_URL, stop: nothing };
	// A worker apart from `web` is a guest on the server that `web` runs.
	if (!config.ROLES.includes('web')) return { url: await attachUrl(config.DATA_DIR, 30_000), stop: nothing };
	return openEmbedded({ dataDir: config.DATA_DIR, log: (line) => log.info({ line }, 'postgres') });
}

async function serve(app: App): Promise<() => Promise<void>> {
	const pages = await (process.argv.includes('--dev') ? livePages() : builtPages());
	const server = await listen(app, pages);
	if (app.tracing) traceRequests(server, app.tracing);
	return drainer(server);
}

async function builtPages(): Promise<Pages> {
	process.env.KIT_PROTOCOL_HEADER = SCHEME_HEADER;
	process.env.KIT_HOST_HEADER = HOST_HEADER;
	process.env.KIT_ADDRESS_HEADER = ADDRESS_HEADER;
	process.env.KIT_BODY_SIZE_LIMIT = String(PHOTO_FORM_LIMIT);
	// Computed, so that type checking does not read the whole bundle.
	const built = new URL('../build/handler.js', import.meta.url).href;
	return ((await import(built)) as { handler: Pages }).handler;
}

/** The pages straight from their sources, reloaded as they change. */
async function livePages(): Promise<Pages> {
	const { createServer } = await import('vite');
	const vite = await createServer({ server: { middlewareMode: true } });
	return vite.middlewares;
}

/** One clear line, no stack: whoever reads it set the program up, and did not write it. */
function fail(error: unknown): never {
	const { message, code } = error as { message?: string; code?: string };
	const hint =
		code === 'EADDRINUSE' ? `Port ${process.env.PORT || 3000} is in use: stop the other program or set PORT.` : message;
	process.stderr.write(`saunders: ${hint ?? String(error)}\n`);
	process.exit(1);
}
