import { type BrowserContextOptions, type Page, request } from 'playwright-core';
import { AUTH_PATH } from '#modules/staff/browser.ts';
import { digestOf, enrol, type Role } from '#modules/staff/index.ts';
import { openDatabase, type Tx } from '#core/db.ts';
import { systemClock } from '#core/time.ts';
import { transactor } from '#core/transaction.ts';
import { violations } from './axe.ts';
import { type openSite, PHONE } from './site.ts';

export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
/** The two that differ most; axe takes seconds a page. */
export const LOOKS: [string, BrowserContextOptions][] = [
	['a desk, by day', { ...DESK, colorScheme: 'light' }],
	['a phone, by night', { ...PHONE, colorScheme: 'dark' }],
];
export const PASSWORD = 'a whole sentence is easy';

type OpenSite = ReturnType<typeof openSite>;

/** Puts people on the team past the doors, all with `PASSWORD`. */
export async function enrolAll(site: { databaseUrl: string }, people: Record<string, Role>): Promise<void> {
	const digest = await digestOf(PASSWORD);
	for (const [name, role] of Object.entries(people))
		await pastTheDoors(site, (tx) => enrol(tx, { name, email: emailOf(name), role, digest }));
}

/** A transaction of its own on the database of a running program. */
export async function pastTheDoors(site: { databaseUrl: string }, act: (tx: Tx) => Promise<unknown>): Promise<void> {
	const { db, close } = openDatabase(site.databaseUrl);
	await transactor(db, { clock: systemClock, queuesFor: () => [], enqueue: async () => {} })(act);
	await close();
}

export const emailOf = (name: string) => `${name.toLowerCase()}@kestrel.example`;

/** A browser of somebody on the team, signed in, at a page of the console. */
export async function visitAs(site: OpenSite, name: string, options: BrowserContextOptions = DESK, path = '/console') {
	const visit = await browserOf(site, name, options);
	await go(visit.page, path);
	return visit;
}

/** A browser of somebody on the team, signed in. At `localhost`: passkeys need a name, not a number. */
export async function browserOf(site: OpenSite, name: string, options: BrowserContextOptions = DESK) {
	const baseURL = site.origin.replace('127.0.0.1', 'localhost');
	return site.visit({ ...options, baseURL, storageState: await sessionOf(baseURL, emailOf(name)) });
}

// To check a password takes the better part of a second of work: once for each of them is enough.
const sessions = new Map<string, ReturnType<typeof begin>>();
function sessionOf(origin: string, email: string) {
	const key = `${origin} ${email}`;
	const known = sessions.get(key) ?? begin(origin, email);
	sessions.set(key, known);
	return known;
}

/** The cookies of somebody who signs in with `PASSWORD`. */
export async function begin(origin: string, email: string) {
	const context = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
	const reply = await context.post(`${AUTH_PATH}/sign-in/email`, { data: { email, password: PASSWORD } });
	if (!reply.ok()) throw new Error(`${email} cannot sign in: ${reply.status()} ${await reply.text()}`);
	const state = await context.storageState();
	await context.dispose();
	return state;
}

export async function signIn(page: Page, email: string): Promise<void> {
	await go(page, '/console/sign-in');
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(PASSWORD);
	await press(page, 'Sign in');
	await page.waitForURL('**/console');
	await page.locator('html[data-alive]').waitFor();
}

/** There, and able to answer: what is pressed before the page is alive is lost. */
export async function go(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.locator('html[data-alive]').waitFor();
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
export const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** What axe finds on these pages of the console, one after the other. With `SHOTS` naming a folder each is also kept as a picture. */
export async function walk(page: Page, paths: readonly string[]): Promise<string[]> {
	const found: string[] = [];
	for (const [at, path] of paths.entries()) {
		await (at === 0 ? go(page, path) : follow(page, path));
		found.push(...(await violations(page)));
		await shoot(page, path);
	}
	return found;
}

/** As by a link, which leaves all that is loaded where it is. */
async function follow(page: Page, path: string): Promise<void> {
	await page.evaluate((href) => {
		const link = document.createElement('a');
		link.href = href;
		document.body.append(link);
		link.click();
		link.remove();
	}, path);
	await page.waitForURL((url) => url.pathname + url.search === path);
	await page.locator('html[data-alive]:not(:has([aria-busy="true"]))').waitFor();
}

async function shoot(page: Page, path: string): Promise<void> {
	if (!process.env.SHOTS) return;
	const size = page.viewportSize()?.width ?? 0;
	await page.screenshot({ path: `${process.env.SHOTS}/${size}${path.replaceAll(/\W+/g, '-')}.png`, fullPage: true });
}
