import type { App } from '#app';
import { SYSTEM } from '#core/access.ts';
import { newToken } from '#core/ids.ts';
import { retryOnce } from '#core/transaction.ts';
import { ensureKey, makeKey } from '#modules/staff/index.ts';
import { demoSetting, isEmpty, loadKnowledge, loadMonth } from '../../db/seed/demo.ts';

/** `key` is the demo's staff key, shown once; `later` goes on when customers can already come. */
export type FirstStart = { key: string | undefined; later: Promise<void> };

/** What an empty database needs before anybody comes. Safe to run at every start; an interrupted first start goes on where it was. */
export async function firstStart(app: App): Promise<FirstStart> {
	const { API_KEY, DEMO } = app.config;
	// Two processes that start at once both find no key.
	if (API_KEY) await retryOnce(() => app.transact((tx) => ensureKey(tx, SYSTEM, API_KEY)));
	const isNew = DEMO && (await isEmpty(app));
	if (isNew) await loadKnowledge(app);
	const key = isNew && !API_KEY ? await demoKey(app) : undefined;
	return {
		key,
		later: app.settings.get(demoSetting)?.state === 'loaded' || !DEMO ? Promise.resolve() : customers(app),
	};
}

/** A month of questions takes some seconds and nobody waits for it. */
async function customers(app: App): Promise<void> {
	await app.library.ready;
	await loadMonth(app).catch((error: Error) => app.log.warn({ err: error.message }, 'the demo month was not finished'));
}

async function demoKey(app: App): Promise<string> {
	const token = newToken('sk');
	await app.transact((tx) => makeKey(tx, SYSTEM, { name: 'Demo', scopes: ['*'], token }));
	return token;
}

/** Tells whoever started it where to look. */
export function greet(app: App, first: FirstStart): void {
	const { config } = app;
	if (!config.ROLES.includes('web')) return void process.stdout.write('\n  Saunders works in the background.\n\n');
	const origin = config.ORIGIN ?? `http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${config.PORT}`;
	const lines = [`Help centre   ${origin}/`, `API           ${origin}/api/docs`];
	if (first.key) lines.push(`Staff key     ${first.key}   (shown only now)`);
	process.stdout.write(
		`\n  Saunders is ready.\n\n${lines.map((line) => `    ${line}\n`).join('')}\n  Stop with Ctrl+C.\n\n`,
	);
}
