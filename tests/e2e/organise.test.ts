import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { violations } from './axe.ts';
import { openSite } from './site.ts';
import { DESK, enrolAll, go, LOOKS, press, said, visitAs, walk } from './team.ts';

const site = openSite();
const titles = (page: Page) => page.locator('.rows .about > a').allTextContents();

const inside = (path = '/console/articles') => visitAs(site, 'Ada', DESK, path);

beforeAll(async () => {
	await enrolAll(site, { Ada: 'owner', Bea: 'editor' });
	for (const title of ['Belts', 'Couplings', 'Dryers', 'Elements'])
		await site.api('PUT', `/articles/by-external-id/zz-${title}`, {
			lang: 'en',
			title: `Zz ${title}`,
			body: `All about ${title}. [Nowhere](/articles/nowhere)\n\n![](/a.png)`,
		});
});

test('what is typed is found, stands in the address, and is marked', async () => {
	const { page, errors } = await inside();
	const search = page.getByRole('searchbox').first();
	// As slowly as people type: what each letter finds comes in meanwhile.
	await search.pressSequentially('zz coupl', { delay: 200 });
	expect([await search.inputValue(), await search.evaluate((field) => field === document.activeElement)]).toEqual([
		'zz coupl',
		true,
	]);
	await until(async () => (await titles(page)).join() === 'Zz Couplings');
	await until(() => new URL(page.url()).searchParams.get('q') === 'zz coupl');
	expect(await page.locator('.rows mark').first().textContent()).toBe('Zz');
	await search.fill('nothing like it');
	await said(page, 'Nothing fits');
	await page.getByRole('link', { name: 'Clear the filters' }).click();
	await until(async () => (await search.inputValue()) === '');
	expect(errors).toEqual([]);
});

test('several are chosen with Shift, deleted at once, and taken back with undo', async () => {
	const { page, errors } = await inside('/console/articles?q=zz&sort=title');
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

test('what was fetched behind the first page stays while articles are chosen, deleted and taken back', async () => {
	const all = Array.from({ length: 53 }, (_, at) => `Yy ${at + 101}`);
	for (const title of all)
		await site.api('PUT', `/articles/by-external-id/${title.replace(' ', '-')}`, { lang: 'en', title, body: 'Text.' });
	const { page, errors } = await inside('/console/articles?q=yy&sort=title');
	const shown = async (wanted: readonly string[]) => (await titles(page)).join() === wanted.join();
	await until(() => shown(all.slice(0, 50)));
	await press(page, 'Show more');
	await until(() => shown(all));
	await page.getByLabel('Choose Yy 152').click();
	await page.getByLabel('Choose Yy 110').click();
	await said(page, '2 chosen');
	const again = page.waitForResponse(/articles\/__data.json/);
	await press(page, 'Delete');
	await again;
	const left = all.filter((title) => !['Yy 110', 'Yy 152'].includes(title));
	await until(() => shown(left));
	await press(page, 'Undo');
	await until(() => shown(all));
	await said(page, '53 articles');
	expect(errors).toEqual([]);
});

test('what is done without a connection is refused, and the list stays as it was', async () => {
	const { page } = await inside('/console/articles?q=zz&sort=title');
	await until(async () => (await titles(page)).length === 4);
	await page.getByLabel('Choose Zz Belts').click();
	await page.context().setOffline(true);
	await press(page, 'Delete');
	await said(page, 'There is no connection to the server');
	await said(page, '1 chosen');
	expect((await titles(page)).join()).toBe('Zz Belts,Zz Couplings,Zz Dryers,Zz Elements');
});

test('a collection is made, articles are dragged into it, and put in order by keys that say where they are', async () => {
	const { page, errors } = await inside('/console/articles?q=zz&sort=title');
	await press(page, 'New collection');
	await page.getByLabel('Title').first().fill('Spare parts');
	await press(page, 'Save');
	const parts = page.getByRole('link', { name: 'Spare parts' });
	await parts.waitFor();
	for (const [count, title] of [
		['1', 'Zz Belts'],
		['2', 'Zz Dryers'],
	] as const) {
		await page.getByRole('link', { name: title, exact: true }).dragTo(parts);
		await until(async () => (await parts.textContent())?.endsWith(count));
	}
	await parts.click();
	await page.waitForURL('**collection=**');
	await page.getByLabel('Sort by').selectOption('position');
	await said(page, 'Drag articles to put them in order');
	const before = await titles(page);
	await page.getByRole('link', { name: before[1] ?? '', exact: true }).focus();
	const moved = page.waitForResponse('**/knowledge/acts');
	await page.keyboard.press('Alt+ArrowUp');
	await until(async () => (await titles(page)).join() === before.toReversed().join());
	await said(page, `${before[1]}: now 1 of 2`);
	await moved;
	await page.reload();
	await until(async () => (await titles(page)).join() === before.toReversed().join());
	await parts.focus();
	await page.keyboard.press('Alt+ArrowUp');
	await said(page, /Spare parts: now \d of \d/);
	// With a collection in it, what is shown stands in two orders.
	const texts = [{ lang: 'en', title: 'Belts only', description: '' }];
	const outer = new URL(page.url()).searchParams.get('collection');
	const inner = await site.api<{ id: string }>('POST', '/knowledge/collections', { parent_id: outer, texts });
	await page.reload();
	await until(async () => (await titles(page)).length === 2);
	expect(await page.getByText('Drag articles to put them in order').count()).toBe(0);
	await site.api('POST', '/knowledge/acts', { kind: 'remove_collection', ids: [inner.id] });
	await press(page, 'Drop the filter Collection: Spare parts');
	await page.waitForURL((url) => !url.searchParams.has('collection') && !url.searchParams.has('sort'));
	expect(errors).toEqual([]);
});

test('a view is saved, found again by its name, and removed', async () => {
	const { page, errors } = await inside('/console/articles?missing=th&q=zz');
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
	const { page, errors } = await inside('/console/articles/reports');
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

test('a list is narrowed by the panel, what is chosen is given to a colleague, archived in one language and moved', async () => {
	const { page, errors } = await inside('/console/articles?q=zz&sort=title');
	const picked = (count: number) => said(page, `${count} chosen`);
	const act = async (name: string) => {
		await press(page, name);
		await page.getByRole('dialog').waitFor();
	};
	await page.getByLabel('Choose Zz Belts').click();
	await act('Owner and review');
	await page.getByLabel('Owner').last().selectOption('Bea');
	await page.getByLabel('Review by').fill('2026-01-31');
	await press(page, 'Do it for 1');
	await said(page, '1 article changed');
	await press(page, 'Filter');
	await page.getByLabel('Review', { exact: true }).selectOption('due');
	await page.keyboard.press('Escape');
	await until(async () => (await titles(page)).join() === 'Zz Belts');
	await page.getByLabel('Choose Zz Belts').click();
	await act('State of a language');
	await page.getByLabel('State').last().selectOption('archived');
	await press(page, 'Do it for 1');
	await page.locator('.tag', { hasText: 'Archived' }).waitFor();
	await page.getByLabel('Choose Zz Belts').click();
	await picked(1);
	await act('Move');
	await page.getByLabel('Collection').last().selectOption('Maintenance');
	await press(page, 'Do it for 1');
	await said(page, '1 article moved');
	await press(page, 'Drop the filter Review: Review due');
	await until(async () => (await titles(page)).length === 4);
	const found = await site.api<{ items: { owner_id: string; review_by: string; collection_id: string }[] }>(
		'GET',
		'/knowledge/articles?q=zz%20belts',
	);
	expect(found.items).toMatchObject([
		{ owner_id: expect.any(String), review_by: '2026-01-31', collection_id: expect.any(String) },
	]);
	expect(errors).toEqual([]);
});

test('an old address is led to an article found by its title, and led nowhere again', async () => {
	const { page, errors } = await inside('/console/articles/reports?report=redirects');
	await page.getByLabel('Old address').fill('old-couplings');
	const article = page.getByLabel('Leads to the article');
	await article.fill('Zz Couplings');
	await page.locator('datalist option').first().waitFor({ state: 'attached' });
	await press(page, 'Add the redirect');
	await page.getByText('old-couplings').first().waitFor();
	const old = () => fetch(`${site.origin}/en/articles/old-couplings`, { redirect: 'manual' });
	expect((await old()).headers.get('location')).toBe('/en/articles/zz-couplings');
	await page.getByLabel('Old address').fill('zz-dryers');
	await article.fill('Zz Couplings');
	await press(page, 'Add the redirect');
	await said(page, 'An article stands at this address');
	await press(page, 'Remove');
	await said(page, 'old-couplings leads nowhere now');
	await until(async () => (await old()).status === 404);
	expect(errors.filter((error) => !error.includes('409'))).toEqual([]);
});

test.each(LOOKS)('every page is sound and fits on %s', { timeout: 60_000 }, async (_, options) => {
	const { page, errors } = await visitAs(site, 'Ada', options, '/console/articles?q=zz');
	await page.getByLabel('Choose Zz Belts').click();
	await said(page, '1 chosen');
	expect(await violations(page)).toEqual([]);
	const others = ['?state=trash', '/reports', '/reports?report=redirects', '/transfers'];
	expect(
		await walk(
			page,
			others.map((path) => `/console/articles${path}`),
		),
	).toEqual([]);
	expect(errors).toEqual([]);
});
