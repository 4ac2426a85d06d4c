import type { App } from '#app';
import { SYSTEM } from '#core/access.ts';
import { ensureKey } from '#modules/staff/index.ts';

export type FirstStart = { demo: boolean };

/** What an empty database needs before anybody comes. Safe to run at every start. */
export async function firstStart(app: App): Promise<FirstStart> {
	const { API_KEY } = app.config;
	if (API_KEY) await app.transact((tx) => ensureKey(tx, SYSTEM, API_KEY));
	return { demo: false };
}

/** Tells whoever started it where to look. */
export function greet(app: App, _first: FirstStart): void {
	const { config } = app;
	if (!config.ROLES.includes('web')) return void process.stdout.write('\n  Saunders works in the background.\n\n');
	const origin = config.ORIGIN ?? `http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${config.PORT}`;
	process.stdout.write(
		`\n  Saunders is ready.\n\n    Help centre   ${origin}/\n    API           ${origin}/api/docs\n\n  Stop with Ctrl+C.\n\n`,
	);
}
