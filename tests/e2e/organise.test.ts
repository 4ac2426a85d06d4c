import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();
const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const PASSWORD = 'a whole sentence is easy';
const OWNER = 'ada@kestrel.example';

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const titles = (page: Page) => page.locator('.rows .about > a').allTextContents();

async function go(page: Page, path: string) {
	await page.goto(path);
	await page.waitForLoadState('networkidle');
}

async function inside(options: BrowserContextOptions = DESK, path = '/console/articles') {
	const { page, errors } = await site.visit(options);
	await go(page, '/console/sign-in');
	await page.getByLabel('E-mail').fill(OWNER);
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.waitForURL('**/console');
	await go(page, path);
	return { page, errors };
}

beforeAll(async () => {
	const link = await until(() => /\/console\/join\/ml_[\w-]+/.exec(site.output())?.[0], 30_000);
	const { page } = await site.visit(DESK);
	await go(page, link);
	await page.getByLabel('Name').fill('Ada');
	await page.getByLabel('E-mail').fill(OWNER);
	await page.getByLabel('Password').fill(PASSWORD);
	await press(page, 'Make it yours');
	await page.waitForURL('**/console/set-up');
	for (const title of ['Belts', 'Couplings', 'Dryers', 'Elements'])
		await site.api('PUT', `/articles/by-external-id/zz-${title}`, {
			lang: 'en',
			title: `Zz ${title}`,
			body: `All about ${title}. [Nowhere](/articles/nowhere)\n\n![](/a.png)`,
		});
});

test('what is typed is found, stands in the address, and is marked', async () => {
	const { page, errors } = await inside();
	await page.getByRole('searchbox').first().fill('zz coupl');
	await until(async () => (await titles(page)).join() === 'Zz Couplings');
	expect(new URL(page.url()).searchParams.get('q')).toBe('zz coupl');
	expect(await page.locator('.rows mark').first().textContent()).toBe('Zz');
	await page.getByRole('searchbox').first().fill('nothing like it');
	await said(page, 'Nothing fits');
	expect(errors).toEqual([]);
});

test('several are chosen with Shift, deleted at once, and taken back with undo', async () => {
	const { page, errors } = await inside(DESK, '/console/articles?q=zz&sort=title');
	await until(async () => (await titles(page)).length === 4);
	await page.getByLabel('Choose Zz Belts').click();
	await page.getByLabel('Choose Zz Dryers').click({ modifiers: ['Shift'] });
	await said(page, '3 chosen');
	await press(page, 'Delete');
	await until(async () => (await titles(page)).join() === 'Zz Elements');
	await said(page, '3 articles put into the trash');
	await press(page, 'Undo');
	await until(async () => (await titles(page)).length === 4);
	expect(errors).toEqual([]);
});

test('a collection is made, articles are dragged into it, and put in order by keys that say where they are', async () => {
	const { page, errors } = await inside(DESK, '/console/articles?q=zz&sort=title');
	await press(page, 'New collection');
	await page.getByLabel('Title').first().fill('Spare parts');
	await press(page, 'Save');
	const parts = page.getByRole('link', { name: 'Spare parts' });
	await parts.waitFor();
	for (const title of ['Zz Belts', 'Zz Dryers'])
		await page.getByRole('link', { name: title, exact: true }).dragTo(parts);
	await until(async () => (await parts.textContent())?.endsWith('2'));
	await parts.click();
	await page.waitForURL('**collection=**');
	await page.getByLabel('Sort by').selectOption('position');
	await said(page, 'Drag articles to put them in order');
	const before = await titles(page);
	await page.getByRole('link', { name: before[1] ?? '', exact: true }).focus();
	await page.keyboard.press('Alt+ArrowUp');
	await until(async () => (await titles(page)).join() === before.toReversed().join());
	await said(page, `${before[1]}: now 1 of 2`);
	await said(page, '1 article moved');
	await page.reload();
	await until(async () => (await titles(page)).join() === before.toReversed().join());
	await parts.focus();
	await page.keyboard.press('Alt+ArrowUp');
	await said(page, /Spare parts: now \d of \d/);
	expect(errors).toEqual([]);
});

test('a view is saved, found again by its name, and removed', async () => {
	const { page, errors } = await inside(DESK, '/console/articles?missing=th&q=zz');
	await press(page, 'Save this view');
	await page.getByLabel('Name').fill('Not in Thai');
	await press(page, 'Save');
	await page.getByRole('link', { name: 'Not in Thai' }).waitFor();
	await go(page, '/console/articles');
	await page.getByRole('link', { name: 'Not in Thai' }).click();
	await said(page, 'Missing in: Thai');
	await press(page, 'Remove this view');
	await until(async () => (await page.getByRole('link', { name: 'Not in Thai' }).count()) === 0);
	expect(errors).toEqual([]);
});

test('reports lead to the place, and an import shows what it did', async () => {
	const { page, errors } = await inside(DESK, '/console/articles/reports');
	await said(page, 'there is no such article');
	expect(await page.locator('.row a').first().getAttribute('href')).toMatch(/^\/console\/articles\/[\w-]+\/en#\w+$/);
	await page.getByRole('link', { name: 'Pictures without description' }).click();
	await said(page, '1 picture');
	await go(page, '/console/articles/transfers');
	await page.getByLabel('File').setInputFiles({
		name: 'more.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('question,answer\nWhen is the belt due?,Every 4000 hours.\n'),
	});
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await said(page, '1 new, 0 changed');
	await press(page, 'Export everything');
	await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: 15_000 });
	expect(errors).toEqual([]);
});

/** Five pages, each read by axe, on a machine that is busy. */
const MOST_MS = 90_000;

test.each([
	['desk', 'light', DESK],
	['desk', 'dark', DESK],
	['phone', 'light', PHONE],
	['phone', 'dark', PHONE],
] as const)(
	'on a %s in %s every page can be used by all and fits',
	async (size, scheme, options) => {
		const { page, errors } = await inside({ ...options, colorScheme: scheme });
		for (const path of [
			'articles?q=zz',
			'articles?state=trash',
			'articles/reports',
			'articles/reports?report=redirects',
			'articles/transfers',
		]) {
			await go(page, `/console/${path}`);
			const box = page.getByLabel(/^Choose Zz/).first();
			if (await box.isVisible()) await box.click();
			expect([path, await violations(page)]).toEqual([path, []]);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			expect([path, wide]).toEqual([path, 0]);
			if (process.env.SHOTS)
				await page.screenshot({
					path: `${process.env.SHOTS}/${size}-${scheme}-${path.replaceAll(/\W/g, '-')}.png`,
					fullPage: true,
				});
		}
		expect(errors).toEqual([]);
	},
	MOST_MS,
);
