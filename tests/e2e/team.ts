import type { BrowserContextOptions, Page } from 'playwright-core';
import { digestOf, enrol, type Role } from '#modules/staff/index.ts';
import { openDatabase } from '#core/db.ts';
import { systemClock } from '#core/time.ts';
import { transactor } from '#core/transaction.ts';
import type { openSite } from './site.ts';

export const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const PASSWORD = 'a whole sentence is easy';

type OpenSite = ReturnType<typeof openSite>;

/** Puts people on the team past the doors, all with `PASSWORD`. */
export async function enrolAll(site: OpenSite, people: Record<string, Role>): Promise<void> {
	const { db, close } = openDatabase(site.databaseUrl);
	const digest = await digestOf(PASSWORD);
	const transact = transactor(db, { clock: systemClock, queuesFor: () => [], enqueue: async () => {} });
	for (const [name, role] of Object.entries(people))
		await transact((tx) => enrol(tx, { name, email: emailOf(name), role, digest }));
	await close();
}

export const emailOf = (name: string) => `${name.toLowerCase()}@kestrel.example`;

/** A browser of somebody on the team, signed in and at the console's home. At `localhost`: passkeys need a name, not a number. */
export async function visitAs(site: OpenSite, name: string, options: BrowserContextOptions = DESK) {
	const { page, errors } = await site.visit({ ...options, baseURL: site.origin.replace('127.0.0.1', 'localhost') });
	await signIn(page, emailOf(name));
	return { page, errors };
}

export async function signIn(page: Page, email: string): Promise<void> {
	await go(page, '/console/sign-in');
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(PASSWORD);
	await press(page, 'Sign in');
	await page.waitForURL('**/console');
	await page.waitForLoadState('networkidle');
}

/** There, and able to answer: what is pressed before the page is alive is lost. */
export async function go(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.waitForLoadState('networkidle');
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const said = (page: Page, text: string) => page.getByText(text).first().waitFor();
