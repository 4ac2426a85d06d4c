import { sql } from 'kysely';
import type { App } from '#app';
import { SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { retryOnce } from '#core/transaction.ts';
import { digestOf, enrol, ensureKey, hasKeys, makeKey, makeLink } from '#modules/staff/index.ts';
import { demoSetting } from '../../db/seed/demo-setting.ts';
import { enrolTeam, hasOwnOwner, newPassword } from '../../db/seed/team.ts';

/**
 * What an empty database needs before anybody comes. Safe to run at every start, also of several processes at once; an interrupted first start goes on where
 * it was.
 */
export async function firstStart(app: App): Promise<void> {
	const { API_KEY, DEMO } = app.config;
	// Two processes that start at once both find no key.
	if (API_KEY) await retryOnce(() => app.transact((tx) => ensureKey(tx, SYSTEM, API_KEY)));
	await ensureAdmin(app);
	if (!DEMO) return;
	const { loadKnowledge } = await demoCompany();
	await loadKnowledge(app);
	void customers(app);
}

// A business that has begun needs none of it.
const demoCompany = () => import('../../db/seed/demo.ts');

/** A month of questions takes some seconds and nobody waits for it. */
async function customers(app: App): Promise<void> {
	await app.library.ready;
	if (app.library.state() !== 'ready') return;
	const { loadMonth } = await demoCompany();
	await loadMonth(app).catch((error: Error) => app.log.warn({ err: error.message }, 'the demo month was not finished'));
}

/** The owner whom the environment names, made when a start first sees the address. Their password is theirs from then on. */
async function ensureAdmin(app: App): Promise<void> {
	const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = app.config;
	if (!email || !password) return;
	const find = (db: Db) =>
		db.selectFrom('members').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst();
	if (await find(app.database.db)) return;
	const digest = await digestOf(password);
	await inTurn(app, async (tx) => {
		if (await find(tx)) return;
		await enrol(tx, { name: email.split('@')[0] ?? email, email, role: 'owner', digest });
	});
}

/** How whoever started it gets in: as the demo's owner, and by a link that makes an owner of theirs. A new link at each start, until it was used. */
async function waysIn(app: App, origin: string): Promise<string[]> {
	if (await hasOwnOwner(app)) return [];
	const lines: string[] = [];
	const demo = app.config.DEMO && app.settings.get(demoSetting) ? await demoTeam(app) : undefined;
	if (demo) lines.push(`Sign in       ${demo.email}   ${demo.password}   (the demo's owner; shown only now)`);
	const token = await app.transact((tx) => makeLink(tx, undefined));
	return [...lines, `Make it yours ${origin}/console/join/${token}   (works once)`];
}

/** One new password for all of them, and who of them owns. */
async function demoTeam(app: App): Promise<{ email: string; password: string } | undefined> {
	const { password, digest } = await newPassword();
	const email = await inTurn(app, (tx) => enrolTeam(tx, digest));
	return email === undefined ? undefined : { email, password };
}

/** Whoever looks at the demo needs a key. Made at the last moment, so that one that nobody saw is never left behind, and by one process only. */
async function demoKey(app: App): Promise<string | undefined> {
	if (!app.config.DEMO || app.config.API_KEY || !app.settings.get(demoSetting)) return undefined;
	return inTurn(app, async (tx) => {
		if (await hasKeys(tx)) return undefined;
		return (await makeKey(tx, SYSTEM, { name: 'Demo', scopes: ['*'] })).token;
	});
}

const FIRST_START = 7_261_919;

/** Of several processes that start at once, one after the other. */
const inTurn = <T>(app: App, act: (tx: Tx) => Promise<T>): Promise<T> =>
	app.transact(async (tx) => {
		await sql`select pg_advisory_xact_lock(${FIRST_START})`.execute(tx);
		return act(tx);
	});

/** Tells whoever started it where to look. */
export async function greet(app: App): Promise<void> {
	const { config } = app;
	if (!config.ROLES.includes('web')) return void process.stdout.write('\n  Saunders works in the background.\n\n');
	const origin = config.ORIGIN ?? `http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${config.PORT}`;
	const lines = [`Help centre   ${origin}/`, `Console       ${origin}/console`, `API           ${origin}/api/docs`];
	lines.push(...(await waysIn(app, origin)));
	const key = await demoKey(app);
	if (key) lines.push(`Staff key     ${key}   (shown only now)`);
	process.stdout.write(
		`\n  Saunders is ready.\n\n${lines.map((line) => `    ${line}\n`).join('')}\n  Stop with Ctrl+C.\n\n`,
	);
}
