import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { RULES, violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(site.origin + path, { headers, redirect: 'manual' });
const textOf = async (path: string) => (await get(path)).text();

const PATHS = [
	'',
	'/collections/care',
	'/articles/change-the-oil',
	'/search?q=oil',
	'/ask',
	'/contact?q=oil',
	'/chat',
	'/nothing',
];
const QUESTIONS = ['How often must I change the oil?', 'Do penguins dream of violet bicycles on Neptune?'];

async function walk(look: BrowserContextOptions, lang: string, runOnly: object): Promise<string[]> {
	const { page } = await site.visit({ ...look, reducedMotion: 'reduce' });
	const faults: string[] = [];
	for (const path of PATHS) {
		await page.goto(`/${lang}${path}`);
		faults.push(...(await violations(page, runOnly)));
	}
	for (const question of QUESTIONS) {
		await page.goto(`/${lang}`);
		await page.fill('textarea', question);
		await page.keyboard.press('Enter');
		await page.waitForURL(/answers/);
		faults.push(...(await violations(page, runOnly)));
	}
	return faults;
}

test('every page is free of accessibility faults on a phone', async () => {
	expect(await walk({ ...PHONE, colorScheme: 'light' }, 'en', { type: 'tag', values: RULES })).toEqual([]);
}, 60_000);

test('every page is readable in the dark on a wide screen, in another script', async () => {
	const desk = { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const };
	expect(await walk(desk, 'th', { type: 'rule', values: ['color-contrast', 'target-size', 'html-has-lang'] })).toEqual(
		[],
	);
}, 60_000);

test('what a thumb must hit is at least 44 pixels, or stands in running text', async () => {
	const { page } = await site.visit();
	const small: string[] = [];
	for (const path of PATHS) {
		await page.goto(`/en${path}`);
		const found = await page.evaluate(() =>
			[...document.querySelectorAll<HTMLElement>('a, button, summary, input:not([type=hidden]), textarea')]
				.filter(
					(element) =>
						!element.closest('.prose, .trap, .skip, .results article, .visually-hidden') &&
						element.offsetParent !== null,
				)
				.filter((element) => (element.closest('label') ?? element).getBoundingClientRect().height < 43.5)
				.map((element) => element.outerHTML.slice(0, 120)),
		);
		small.push(...found.map((html) => `${path} ${html}`));
	}
	expect(small).toEqual([]);
});

test('an article ships at most 10 kB of JavaScript', async () => {
	const { page } = await site.visit();
	const scripts: Promise<Buffer>[] = [];
	page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response.body()));
	await page.goto('/en/articles/change-the-oil');
	const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
	expect(bytes).toBeGreaterThan(0);
	expect(bytes).toBeLessThan(10_000);
});

test('a visitor without a session never sees a draft', async () => {
	const places = [
		'/en',
		'/en/collections/care',
		'/en/search?q=zyxomat',
		'/en/feeds/all.xml',
		'/en/feeds/care.xml',
		'/sitemap.xml',
		'/llms.txt',
	];
	const doors = ['/api/v1/search?q=zyxomat', '/api/v1/suggestions?q=zyxomat&lang=en'];
	for (const path of [...places, ...doors]) {
		const text = (await textOf(path))
			.replaceAll('q=zyxomat', '')
			.replaceAll('value="zyxomat"', '')
			.replaceAll('Search: zyxomat', '');
		expect.soft(text, path).not.toMatch(/zyxomat draft|announced in spring|articles\/zyxomat/i);
	}
	for (const path of ['/en/articles/zyxomat', '/en/articles/zyxomat.md', '/th/articles/zyxomat', '/articles/secret'])
		expect.soft((await get(path)).status, path).toBe(404);
	const article = await textOf('/en/articles/change-the-oil');
	expect(article).toContain('what is not public');
	expect(article).not.toMatch(/articles\/(secret|zyxomat)/);
});

test('an old address leads to the new one for good', async () => {
	const article = {
		lang: 'en',
		title: 'Clean the air filter',
		slug: 'filter-care',
		body: 'Blow it out once a month.',
		collection: 'care',
	};
	await site.api('PUT', '/articles/by-external-id/filter', article);
	const old = await get('/en/articles/air-filter');
	expect([old.status, old.headers.get('location')]).toEqual([301, '/en/articles/filter-care']);
	expect((await get('/en/articles/air-filter.md')).headers.get('location')).toBe('/en/articles/filter-care.md');
	expect((await get('/articles/filter')).headers.get('location')).toBe('/en/articles/filter-care');
});

test('search engines and programs find their way', async () => {
	const article = await textOf('/en/articles/warranty');
	const data = [...article.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
		([, json]) => JSON.parse(json ?? '') as { '@type': string },
	);
	expect(data.map((thing) => thing['@type'])).toEqual(['Article', 'FAQPage', 'BreadcrumbList']);
	expect(await textOf('/en/articles/change-the-oil')).toContain(`hreflang="th" href="${site.origin}/th/articles/`);
	expect(await textOf('/en/articles/change-the-oil.md')).toMatch(
		/^# Change the oil\n\nChange the oil every 2,000 hours/,
	);
	expect(await textOf('/sitemap.xml')).toContain(`<loc>${site.origin}/en/articles/change-the-oil</loc>`);
	expect(await textOf('/robots.txt')).toContain(`Sitemap: ${site.origin}/sitemap.xml`);
	expect(await textOf('/llms.txt')).toContain(`[Change the oil](${site.origin}/en/articles/change-the-oil.md)`);
	expect(await textOf('/th/feeds/care.xml')).toContain('<title>เปลี่ยนน้ำมันเครื่อง</title>');
});

test('every page is protected by its headers', async () => {
	for (const path of ['/en', '/en/articles/change-the-oil', '/en/contact', '/en/nothing']) {
		const { headers } = await get(path);
		const policy = headers.get('content-security-policy') ?? '';
		expect.soft(policy, path).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
		expect.soft(policy, path).not.toMatch(/unsafe|nonce/);
		expect.soft(headers.get('x-content-type-options'), path).toBe('nosniff');
	}
});

test('a page that does not exist answers in the language of its address, and nothing breaks on odd ones', async () => {
	const missing = await get('/th/nothing');
	expect(missing.status).toBe(404);
	expect(await missing.text()).toContain('ไม่พบหน้านี้');
	for (const path of [
		'/en/articles/%00',
		'/en/articles/%E0%A4',
		'/en/collections/..%2f..',
		'/xx/yy',
		'/sitemap-9.xml',
		'/en/answers/1',
		`/en/articles/${'a'.repeat(3_000)}`,
	]) {
		const response = await get(path);
		expect.soft(response.status, path).toBeLessThan(500);
		expect.soft(await response.text(), path).not.toContain('    at ');
	}
});

test('where several articles fit, each shows how it answers and leads to that place', async () => {
	const question = 'Which belts do I need?';
	for (const machine of ['K 5', 'K 11'])
		await site.api('PUT', `/articles/by-external-id/${machine.replace(' ', '')}`, {
			lang: 'en',
			title: `Belts of the ${machine}`,
			body: `## Belts\n\nThe ${machine} takes two of them.`,
			questions: [question],
		});
	const { page } = await site.visit(PHONE);
	await until(async () => (await textOf('/api/v1/search?q=belts+K+11')).includes('belts-of-the-k-11'));
	await page.goto('/en');
	await page.fill('textarea', question);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Which of these do you mean?' }).waitFor();
	expect(await violations(page, { type: 'tag', values: RULES })).toEqual([]);
	// The link beside it takes the whole place.
	await page.getByText('The K 11 takes two of them.').click({ force: true });
	await page.waitForURL(/\/en\/articles\/belts-of-the-k-11#belts$/);
});
