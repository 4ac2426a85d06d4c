import { beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { openSecrets } from '#core/secrets.ts';
import { changeSetting } from '#core/settings.ts';
import { demoSetting } from '../../db/seed/demo-setting.ts';
import { withClient } from '../support/backup.ts';
import { until } from '../support/until.ts';
import { openSite, PHONE } from './site.ts';
import { DESK, emailOf, enrolAll, go, LOOKS, PASSWORD, pastTheDoors, press, said, signIn, walk } from './team.ts';

const site = openSite();
const OWNER = emailOf('Ada');

const visit = (options = DESK) => site.visit({ ...options, baseURL: site.origin.replace('127.0.0.1', 'localhost') });

const sql = (text: string) => withClient(site.databaseUrl, (client) => client.query(text));

let colleague = '';

beforeAll(async () => {
	// The link is printed last, when everything is ready.
	const link = await until(() => /\/console\/join\/ml_[\w-]+/.exec(site.output())?.[0], 30_000);
	const { page, errors } = await visit({ ...DESK, timezoneId: 'Asia/Saigon' });
	await go(page, link);
	await page.getByLabel('Name').fill('Ada');
	await page.getByLabel('E-mail').fill(OWNER);
	await page.getByLabel('Password').fill(PASSWORD);
	await press(page, 'Make it yours');
	await page.waitForURL('**/console/set-up');
	await go(page, link);
	await said(page, 'This link does not work any more');
	await go(page, '/console/set-up');
	await page.getByLabel('Name of the company').fill('Kestrel & Söhne');
	await page.locator('#colour').fill('#ffe066');
	await said(page, 'Too pale for text');
	expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe('Asia/Ho Chi Minh, GMT+07:00');
	await press(page, 'Save');
	await page.waitForURL('**step=languages');
	await page.getByLabel('Tiếng Việt').uncheck();
	await press(page, 'Save');
	await page.waitForURL('**step=knowledge');
	await page.getByLabel('File').setInputFiles({
		name: 'filters.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('question,answer\nWhen is the filter due?,Every 2000 hours.\n'),
	});
	await press(page, 'Import');
	await said(page, '1 new');
	await press(page, 'Next');
	await page.waitForURL('**step=embed');
	await page.getByLabel('Address of your site').fill('www.kestrel.example/shop?all');
	await press(page, 'Add');
	await said(page, 'https://www.kestrel.example');
	expect(await page.locator('input[readonly]').inputValue()).toContain('/widget.js');
	await press(page, 'Next');
	await page.waitForURL('**step=team');
	await page.getByLabel('Name').fill('Vân');
	await page.getByLabel('E-mail').fill('van@kestrel.example');
	await press(page, 'Invite');
	colleague = await page.getByLabel('The link for Vân').inputValue();
	await press(page, 'Next');
	await press(page, 'Send a test mail');
	await said(page, 'No mail server is set yet.');
	await press(page, 'Later');
	await page.waitForURL('**/console');
	expect(await page.getByRole('link', { name: 'Go on' }).count()).toBe(0);
	expect(errors).toEqual([]);
}, 90_000);

test('what the owner set up is what customers and colleagues meet', async () => {
	const { page } = await visit(PHONE);
	await page.goto('/en');
	expect(await page.title()).toContain('Kestrel & Söhne');
	expect(await page.locator('a[hreflang="vi"], option[value="vi"]').count()).toBe(0);
	await go(page, colleague.replace('localhost:3000', new URL(site.origin).host));
	await page.getByLabel('Password').fill(PASSWORD);
	await press(page, 'Join the team');
	await page.waitForURL('**/console');
	await go(page, '/console/settings/team');
	expect(await page.getByRole('button', { name: 'Invite' }).count()).toBe(0);
	await go(page, '/console/settings/keys');
	await said(page, 'Your role does not allow this');
});

const SCREENS = [
	'/console',
	'/console/set-up?step=knowledge',
	'/console/settings/you',
	'/console/settings/team',
	'/console/settings/company',
	'/console/settings/mail',
	'/console/settings/sign-in',
	'/console/settings/keys',
	'/console/settings/audit',
	'/console/nothing-here',
];

test.each(LOOKS)('every screen is sound and fits on %s', { timeout: 60_000 }, async (_, options) => {
	const { page } = await visit(options);
	expect(await walk(page, ['/console/sign-in', '/console/forgot', '/console/join/nothing'])).toEqual([]);
	await signIn(page, OWNER);
	expect(await walk(page, SCREENS)).toEqual([]);
});

test('all is done by keyboard: the palette leads to a page, changes the theme and closes', async () => {
	const { page, errors } = await visit();
	await signIn(page, OWNER);
	await page.keyboard.press('Control+k');
	await page.keyboard.type('dark');
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
	await page.keyboard.press('Control+k');
	await page.keyboard.type('sett');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/console/settings/you');
	expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
	await page.reload();
	expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
	expect(errors).toEqual([]);
});

test('a passkey is made and signs in without a password', async () => {
	const { page } = await visit();
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('WebAuthn.enable');
	const options = {
		protocol: 'ctap2',
		transport: 'internal',
		hasResidentKey: true,
		hasUserVerification: true,
		isUserVerified: true,
		automaticPresenceSimulation: true,
	} as const;
	await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
	await go(page, '/console/sign-in');
	await press(page, 'Sign in with a passkey');
	await said(page, 'The passkey was not used.');
	await signIn(page, OWNER);
	await go(page, '/console/settings/you');
	await sql("update member_sessions set created_at = now() - interval '2 days'");
	const dialog = page.getByRole('dialog');
	// A session is remembered for a second.
	await until(async () => {
		await page
			.getByRole('button', { name: 'Add a passkey' })
			.click({ timeout: 500 })
			.catch(() => {});
		return dialog.getByText('You signed in a while ago').isVisible();
	});
	await dialog.getByLabel('Password').fill(PASSWORD);
	await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
	await dialog.waitFor({ state: 'hidden' });
	await press(page, 'Add a passkey');
	await page.getByRole('button', { name: 'Remove' }).first().waitFor();
	await press(page, 'Sign out');
	await page.waitForURL('**/console/sign-in');
	await press(page, 'Sign in with a passkey');
	await page.waitForURL('**/console');
	await said(page, 'Hello, Ada');
	await enrolAll(site, { Zoe: 'editor' });
	await page.context().clearCookies();
	await signIn(page, emailOf('Zoe'));
	await go(page, '/console/settings/you');
	await sql('delete from member_sessions');
	await until(async () => {
		await page
			.getByRole('button', { name: 'Save' })
			.click({ timeout: 500 })
			.catch(() => {});
		return dialog.getByText('Your session has ended').isVisible();
	});
	// The passkey is Ada's: she does not go on in the page of another.
	await dialog.getByRole('button', { name: 'Sign in with a passkey' }).click();
	await until(async () => (await page.getByLabel('Name').inputValue()) === 'Ada');
});

test('when the session ends the page stays, and signing in over it goes on with what was typed', async () => {
	const { page } = await visit();
	await signIn(page, OWNER);
	await go(page, '/console/settings/you');
	await page.getByLabel('Name').fill('Ada Lovelace');
	await sql('delete from member_sessions');
	// A session is remembered for a second.
	await until(async () => (await page.request.get('/api/v1/members')).status() !== 200);
	await press(page, 'Save');
	await said(page, 'Your session has ended');
	// A browser asks a page only once whether Escape may close it.
	for (const key of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
	await page.getByRole('dialog').getByLabel('Password').fill(PASSWORD);
	await page.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.getByText('Your session has ended').waitFor({ state: 'hidden' });
	expect(await page.getByLabel('Name').inputValue()).toBe('Ada Lovelace');
	await press(page, 'Save');
	await said(page, 'Saved');
	await go(page, '/console');
	await said(page, 'Hello, Ada Lovelace');
});

test('whoever looked at the demo company starts with their own, and keeps what they added', async () => {
	await site.api('PUT', '/articles/by-external-id/invented', {
		lang: 'en',
		title: 'Invented',
		body: 'By us.',
		status: 'published',
	});
	const demo = { state: 'loaded' as const, articles: ['invented'], collections: [], customers: [] };
	await pastTheDoors(site, (tx) => changeSetting(tx, SYSTEM, openSecrets('of no use here'), demoSetting, demo));
	const { page, errors } = await visit();
	await signIn(page, OWNER);
	await until(async () => {
		await go(page, '/console/set-up?step=knowledge');
		return page.getByText('You are looking at the demo company').isVisible();
	});
	await press(page, 'Start with my own company');
	await press(page, 'Take the demo away');
	await page.getByText('You are looking at the demo company').waitFor({ state: 'detached' });
	await go(page, '/console/articles');
	await said(page, 'When is the filter due?');
	expect(await page.getByText('Invented').count()).toBe(0);
	expect(errors).toEqual([]);
});
