import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { withClient } from '../support/backup.ts';
import { until } from '../support/until.ts';
import { askAs, countNow, goBack } from './asked.ts';
import { violations } from './axe.ts';
import { openSite } from './site.ts';
import { DESK, enrolAll, go, LOOKS, press, said, visitAs, walk } from './team.ts';

const site = openSite();
const OIL = 'How often must I change the oil?';
const PASSWORD = ['How do I reset the password of the controller?', 'reset controller password'];

/** In the help centre: asks, reads an article to its end, and looks for something that is not there. */
async function readAndSearch(): Promise<void> {
	const { page, errors } = await site.visit();
	await page.goto('/en');
	await page.getByRole('textbox', { name: 'Your question' }).fill('where is my parcel');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/en\/answers\//);
	await page.goto('/en/articles/change-the-oil');
	await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
	await page.goto('/en/search?q=qwertzuiop');
	expect(errors).toEqual([]);
	const views = () =>
		site.api<{ items: { views: number }[] }>('GET', '/insights/reading').then(({ items }) => items.at(-1)?.views);
	await until(async () => (await views()) === 1, 15_000);
}

let vera: Awaited<ReturnType<typeof visitAs>>;

beforeAll(async () => {
	await enrolAll(site, { Ada: 'owner', Vera: 'viewer' });
	await askAs(site, { question: OIL, solved: true });
	await askAs(site, { question: 'how long does the warranty last' });
	await goBack(site, 10);
	await askAs(site, { question: OIL, solved: true });
	await askAs(site, { question: 'how do I clean the air filter', solved: false, letter: 'It is still dusty.' });
	await askAs(site, { question: 'ต้องเปลี่ยนน้ำมันเครื่องบ่อยแค่ไหน', lang: 'th', solved: true });
	for (const question of PASSWORD) await askAs(site, { question });
	await readAndSearch();
	await countNow(site);
	vera = await visitAs(site, 'Vera');
}, 120_000);

const panel = (page: Page, name: string) =>
	page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });
const tile = (page: Page, name: string) => page.locator('dl > div', { hasText: name }).locator('b').textContent();

/** What a table shows, row by row; one that is folded away first opened. */
async function shownIn(page: Page, name: string): Promise<string[][]> {
	const rows = await panel(page, name).locator('tr').all();
	return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}

async function csvOf(page: Page, name: string): Promise<string[][]> {
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: `Download ${name} as CSV`, exact: true }).click(),
	]);
	expect(file.suggestedFilename()).toBe(`${name}.csv`);
	const text = await readFile(await file.path(), 'utf8');
	return parse(text, { bom: true });
}

test('a viewer sees what was really asked, read and looked for', { timeout: 60_000 }, async () => {
	const { page, errors } = vera;
	await page.getByRole('link', { name: 'Insights' }).click();
	await said(page, 'Net resolution');
	expect(await tile(page, 'Questions')).toBe('8');
	expect(await tile(page, 'Did not help')).toBe('1');
	expect(await tile(page, 'Views')).toBe('1');
	expect(await shownIn(page, 'Looked for in vain')).toContainEqual(['qwertzuiop', 'English', '1']);
	expect(await shownIn(page, 'Articles that help most')).toContainEqual(['Change the oil', '3', '3', '0', '0', '1']);
	expect(await shownIn(page, 'Articles that fail most')).toContainEqual([
		'Clean the air filter',
		'1',
		'0',
		'1',
		'1',
		'0',
	]);
	await panel(page, 'Top gaps')
		.getByRole('link', { name: /password/ })
		.click();
	await page.waitForURL('**/console/gaps/*-*');
	await said(page, '2 customers, 2 questions');
	expect(errors).toEqual([]);
});

test('a chart says the value of a day to the pointer and to the keys', { timeout: 60_000 }, async () => {
	const { page } = vera;
	await go(page, '/console/insights');
	const chart = page.getByRole('slider', { name: /^Questions/ });
	const readout = panel(page, 'Questions').locator('.readout');
	expect(await chart.getAttribute('aria-valuetext')).toMatch(/Answered 4, Choices 0, Unsure 2/);
	await chart.focus();
	await page.keyboard.press('ArrowLeft');
	expect(await readout.textContent()).toMatch(/Answered 0, Choices 0, Unsure 0/);
	for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowLeft');
	expect(await readout.textContent()).toMatch(/Answered 2, Choices 0, Unsure 0/);
	const box = (await chart.boundingBox())!;
	await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
	expect(await readout.textContent()).toMatch(/Answered 4, Choices 0, Unsure 2/);
	await chart.click({ position: { x: box.width - 3, y: box.height / 2 } });
	await page.waitForURL(/from=(.+)&to=\1/);
	expect(await tile(page, 'Questions')).toBe('6');
});

test(
	'figures are narrowed by days, language and channel, and a file holds what is shown',
	{ timeout: 60_000 },
	async () => {
		const { page, errors } = vera;
		await go(page, '/console/insights');
		for (const name of ['Language', 'Channel', 'Articles that help most', 'Net resolution'])
			expect(await csvOf(page, name)).toEqual(await shownIn(page, name));
		await page.getByRole('link', { name: '7 days', exact: true }).click();
		await page.waitForURL('**from=**');
		await until(async () => (await tile(page, 'Questions')) === '6');
		await page.getByRole('combobox', { name: 'Language' }).selectOption('Thai');
		await page.getByRole('button', { name: 'Show' }).click();
		await page.waitForURL('**lang=th**');
		await until(async () => (await tile(page, 'Questions')) === '1');
		expect((await csvOf(page, 'Questions')).slice(-1)[0]?.slice(1)).toEqual(['1', '0', '0', '0']);
		await page.getByRole('combobox', { name: 'Language' }).selectOption('');
		await page.getByRole('combobox', { name: 'Channel' }).selectOption('Help centre');
		await page.getByRole('button', { name: 'Show' }).click();
		await page.waitForURL('**channel=web**');
		await until(async () => (await tile(page, 'Questions')) === '1');
		expect(errors).toEqual([]);
	},
);

test('net resolution stands with the very query that counts it', { timeout: 60_000 }, async () => {
	const { page } = vera;
	await go(page, '/console/insights');
	const net = panel(page, 'Net resolution');
	expect(await net.locator('.rate b').textContent()).toBe('50%');
	await net.getByText('The queries that count this').click();
	const text = (await net.locator('pre').first().textContent()) ?? '';
	const values = [...text.matchAll(/^-- \$\d = (?:'(.*)'|null)$/gm)].map(([, value]) => value ?? null);
	const { rows } = await withClient(site.databaseUrl, (client) => client.query(text, values));
	expect(rows).toMatchObject([{ matters: 2, net: 1, silent: 1, net_resolution: 0.5 }]);
});

test.each(LOOKS)(
	'the page is sound and fits on %s, with all of it unfolded',
	{ timeout: 60_000 },
	async (_, options) => {
		const { page, errors } = await visitAs(site, 'Vera', options, '/console/insights');
		for (const summary of await page.locator('main summary').all()) await summary.click();
		expect(await violations(page)).toEqual([]);
		expect(await walk(page, ['/console/insights?from=2020-01-01&to=2020-01-07'])).toEqual([]);
		expect(errors).toEqual([]);
	},
);

test('in another time zone, found by typing, the days are counted anew', { timeout: 60_000 }, async () => {
	const { page, errors } = await visitAs(site, 'Ada', DESK, '/console/settings/company');
	const zone = page.getByRole('combobox', { name: 'Time zone' });
	expect(await zone.inputValue()).toBe('UTC, GMT+00:00');
	await zone.fill('nowhere at all');
	await said(page, 'No zone is called so');
	await page.keyboard.press('Escape');
	expect(await zone.inputValue()).toBe('UTC, GMT+00:00');
	await zone.fill('thailand');
	await page.getByRole('option', { name: /Asia\/Bangkok/ }).waitFor();
	await page.keyboard.press('Enter');
	expect(await zone.inputValue()).toBe('Asia/Bangkok, GMT+07:00');
	expect(await violations(page)).toEqual([]);
	await press(page, 'Save');
	await said(page, 'all figures are being counted anew');
	const countedBy = () => withClient(site.databaseUrl, (client) => client.query('select time_zone from counted_by'));
	await until(async () => (await countedBy()).rows[0]?.time_zone === 'Asia/Bangkok', 20_000);
	expect(errors).toEqual([]);
});
