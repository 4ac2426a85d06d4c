import { beforeAll, expect, test } from 'vitest';
import { openSite } from './site.ts';
import { browserOf, enrolAll, go, press, said } from './team.ts';

const site = openSite();
const EVIL = `"><img src=x onerror="top.evil=1"><script>top.evil=1</script>`;
let article = '';

beforeAll(async () => {
	await enrolAll(site, { Ann: 'owner' });
	const body = `${EVIL}\n\n[a](javascript:top.evil=1)\n\n<iframe srcdoc="<script>top.evil=1</script>"></iframe>`;
	const text = { lang: 'en', title: `Title ${EVIL}`, body, questions: [`Question ${EVIL}`], collection: 'evil' };
	const put = site.api<{ article_id: string }>('PUT', '/articles/by-external-id/evil', {
		...text,
		status: 'published',
	});
	article = (await put).article_id;
	await site.api('PUT', '/collections/evil', { texts: [{ lang: 'en', title: `Collection ${EVIL}` }] });
	await site.api('POST', '/ask', { question: `What is ${EVIL}?` });
	await site.api('POST', '/keys', { name: `Key ${EVIL}`, scopes: ['knowledge:read'] });
	await site.api('POST', '/members', { name: `Bob ${EVIL}`, email: 'bob@kestrel.example', role: 'viewer' });
	await site.api('PUT', '/settings/brand_name', { value: `Kestrel ${EVIL}` });
});

const PAGES = [
	'/console',
	'/console/articles',
	'/console/articles?q=title',
	'/console/articles/reports',
	'/console/articles/transfers',
	'/console/questions',
	'/console/insights',
	'/console/settings/team',
	'/console/settings/keys',
	'/console/settings/audit',
	'/console/settings/company',
	`/console/sign-in?to=${encodeURIComponent('javascript:top.evil=1')}`,
	`/console/articles?q=${encodeURIComponent(EVIL)}`,
];

test(
	'what somebody smuggles into titles, texts, names and addresses is shown as text and never runs',
	{ timeout: 60_000 },
	async () => {
		const { page, errors } = await browserOf(site, 'Ann');
		for (const path of [...PAGES, `/console/articles/${article}/en`]) {
			await go(page, path);
			expect([path, await page.evaluate(() => Reflect.get(window, 'evil'))]).toEqual([path, undefined]);
			expect([path, await page.locator('img[src="x"], iframe[srcdoc], a[href^="javascript"]').count()]).toEqual([
				path,
				0,
			]);
		}
		await page.getByRole('button', { name: 'Markdown' }).click();
		await page.keyboard.press('Control+k');
		await page.keyboard.type('title');
		await page.getByRole('option', { name: /Title/ }).first().waitFor();
		expect(await page.evaluate(() => Reflect.get(window, 'evil'))).toBeUndefined();
		// A policy that had to refuse something would have told it here.
		expect(errors).toEqual([]);
	},
);

test(
	'a file by its name and a page by its content smuggle nothing in, nor out into the feed',
	{ timeout: 60_000 },
	async () => {
		const { page, errors } = await browserOf(site, 'Ann');
		await go(page, '/console/articles/transfers');
		await page.getByLabel('File').setInputFiles({
			name: `${EVIL}.html`,
			mimeType: 'text/html',
			buffer: Buffer.from(`<html><head><title>Imported ${EVIL}</title></head><body onload="top.evil=1"><h1>Imported</h1>
			<p onclick="top.evil=1">Harmless words ${EVIL}</p><svg onload="top.evil=1"></svg><a href="javascript:top.evil=1">go</a></body></html>`),
		});
		await press(page, 'Import');
		await said(page, /1 new/);
		expect(await page.evaluate(() => Reflect.get(window, 'evil'))).toBeUndefined();
		const { items } = await site.api<{ items: { id: string }[] }>('GET', '/knowledge/articles?q=Imported');
		expect(items).toHaveLength(1);
		const imported = items[0]!.id;
		for (const path of [`/console/articles/${imported}/en`, '/en', '/en/collections/evil']) {
			await page.goto(path);
			expect([path, await page.evaluate(() => Reflect.get(window, 'evil'))]).toEqual([path, undefined]);
			const smuggled = '[onerror], [onclick], [onload], svg[onload], a[href^="javascript"]';
			expect([path, await page.locator(smuggled).count()]).toEqual([path, 0]);
		}
		await go(page, `/console/articles/${imported}/en`);
		await page.getByText('Downloads', { exact: true }).click();
		await page
			.getByLabel('Add a file')
			.setInputFiles({ name: `${EVIL}.txt`, mimeType: 'text/plain', buffer: Buffer.from('text') });
		await page.locator('aside a[href^="/files/"]').waitFor();
		expect(await page.evaluate(() => Reflect.get(window, 'evil'))).toBeUndefined();
		const feed = await (await page.request.get('/en/feeds/evil.xml')).text();
		const parsed = await page.evaluate((xml) => {
			const parser = new DOMParser();
			const read = parser.parseFromString(xml, 'application/xml');
			const texts = [...read.querySelectorAll('item > description')].map(({ textContent }) => textContent ?? '');
			// As a reader of feeds shows it.
			const shown = parser.parseFromString(texts.join(''), 'text/html');
			return {
				broken: read.querySelectorAll('parsererror, script, img').length,
				titles: [...read.querySelectorAll('item > title')].map(({ textContent }) => textContent),
				smuggled: shown.querySelectorAll('script, iframe, [onerror], a[href^="javascript"]').length,
			};
		}, feed);
		expect(parsed).toEqual({ broken: 0, titles: [`Title ${EVIL}`], smuggled: 0 });
		// The picture at `x` is kept, and there is none.
		expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
	},
);

test('signing in leads nowhere outside the console', { timeout: 60_000 }, async () => {
	const { page } = await browserOf(site, 'Ann');
	for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', '/console/../../evil']) {
		await page.goto(`/console/sign-in?to=${encodeURIComponent(to)}`);
		expect([to, new URL(page.url()).pathname]).toEqual([to, '/console']);
	}
});
