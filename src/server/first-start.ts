import { sql } from 'kysely';
import type { App } from '#app';
import { SYSTEM } from '#core/access.ts';
import { retryOnce } from '#core/transaction.ts';
import { ensureKey, hasKeys, makeKey } from '#modules/staff/index.ts';
import { demoSetting, loadKnowledge, loadMonth } from '../../db/seed/demo.ts';

/**
 * What an empty database needs before anybody comes. Safe to run at every start, also of several processes at once; an interrupted first start goes on where
 * it was.
 */
export async function firstStart(app: App): Promise<void> {
	const { API_KEY, DEMO } = app.config;
	// Two processes that start at once both find no key.
	if (API_KEY) await retryOnce(() => app.transact((tx) => ensureKey(tx, SYSTEM, API_KEY)));
	if (!DEMO) return;
	await loadKnowledge(app);
	void customers(app);
}

/** A month of questions takes some seconds and nobody waits for it. */
async function customers(app: App): Promise<void> {
	await app.library.ready;
	if (app.library.state() !== 'ready') return;
	await loadMonth(app).catch((error: Error) => app.log.warn({ err: error.message }, 'the demo month was not finished'));
}

/** Whoever looks at the demo needs a key. Made at the last moment, so that one that nobody saw is never left behind, and by one process only. */
async function demoKey(app: App): Promise<string | undefined> {
	if (!app.config.DEMO || app.config.API_KEY || !app.settings.get(demoSetting)) return undefined;
	return app.transact(async (tx) => {
		await sql`select pg_advisory_xact_lock(${FIRST_KEY})`.execute(tx);
		if (await hasKeys(tx)) return undefined;
		return (await makeKey(tx, SYSTEM, { name: 'Demo', scopes: ['*'] })).token;
	});
}

const FIRST_KEY = 7_261_919;

/** Tells whoever started it where to look. */
export async function greet(app: App): Promise<void> {
	const { config } = app;
	if (!config.ROLES.includes('web')) return void process.stdout.write('\n  Saunders works in the background.\n\n');
	const origin = config.ORIGIN ?? `http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${config.PORT}`;
	const lines = [`Help centre   ${origin}/`, `API           ${origin}/api/docs`];
	const key = await demoKey(app);
	if (key) lines.push(`Staff key     ${key}   (shown only now)`);
	process.stdout.write(
		`\n  Saunders is ready.\n\n${lines.map((line) => `    ${line}\n`).join('')}\n  Stop with Ctrl+C.\n\n`,
	);
}
