import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { UI_LANGS, wordingKey } from '#core/i18n/say.ts';
import { violations } from './axe.ts';
import { until } from '../support/until.ts';
import { blockThirdPartyCookies, chat, composer, launcher, openShop, ready, refused } from './shop.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();
const PATIENT = { timeout: 20_000 };
const DESK = { viewport: { width: 1280, height: 800 } };
const MOST_LOADER_BYTES = 3_000;
/** Ten times what it takes on a machine that does nothing else. */
const MOST_WORK_MS = 50;

let shop: Awaited<ReturnType<typeof openShop>>;

beforeAll(async () => {
	shop = await openShop(site);
});
beforeEach(async () => {
	shop.with('');
	await site.api('PUT', '/settings/embed_origins', { value: [shop.origin] });
	await site.api('PUT', '/settings/chat_hints', { value: [] });
});
afterAll(() => shop?.close());

type Listed = { items: { id: string }[] };
type Whole = { messages: { text: string }[] };

test('on a page of another site, under its policy and without third-party cookies, one asks and is answered, and is the same on the next page and later', async () => {
	const { page, errors } = await site.visit(DESK);
	expect(await shop.cookiesInFrame(page)).toEqual(['', 'third=1']);
	await page.context().clearCookies();
	await blockThirdPartyCookies(page);
	expect(await shop.cookiesInFrame(page)).toEqual(['', '']);

	await page.goto(shop.origin);
	await launcher(page).click();
	await ready(page);
	await composer(page).fill('How often must I change the oil?');
	await composer(page).press('Enter');
	await chat(page).locator('blockquote').waitFor(PATIENT);
	expect(await chat(page).locator('blockquote').textContent()).toContain('every 2,000 hours');
	expect(await page.context().cookies()).toEqual([]);
	expect(await page.locator('saunders-chat').count()).toBe(1);
	expect(await violations(page)).toEqual([]);

	await page.goto(`${shop.origin}/other`);
	await chat(page).locator('blockquote').waitFor(PATIENT);
	await page.reload();
	await chat(page).locator('blockquote').waitFor(PATIENT);
	await ready(page);
	await composer(page).fill('And the filter?');
	await composer(page).press('Enter');
	const [only, ...others] = (await site.api<Listed>('GET', '/conversations')).items;
	const said = async () => (await site.api<Whole>('GET', `/conversations/${only?.id}`)).messages;
	await until(async () => (await said()).some(({ text }) => text === 'And the filter?'), 20_000);
	expect(others).toEqual([]);
	await composer(page).press('Escape');
	await page.locator('saunders-chat iframe').waitFor({ state: 'hidden' });
	expect(await launcher(page).evaluate((button) => button.matches(':focus'))).toBe(true);
	expect(await refused(page)).toEqual([]);
	expect(errors).toEqual([]);
});

test('a site that the owner has not named cannot show the chat; every other page of ours is shown nowhere', async () => {
	await site.api('PUT', '/settings/embed_origins', { value: [] });
	const policy = async () => (await fetch(`${site.origin}/embed/en`)).headers.get('content-security-policy') ?? '';
	// A page that is kept is forgotten within a second of the change.
	await until(async () => /frame-ancestors 'self'(;|$)/.test(await policy()), 10_000);
	await site.api('PUT', '/settings/embed_origins', { value: [shop.origin] });
	await until(async () => (await policy()).includes(`frame-ancestors 'self' ${shop.origin}`), 10_000);
	const open = await fetch(`${site.origin}/embed/en`);
	expect(open.headers.get('x-frame-options')).toBeNull();
	expect(open.headers.get('permissions-policy')).toContain('microphone=(self)');
	const home = await fetch(`${site.origin}/en`);
	expect(home.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
	expect(home.headers.get('permissions-policy')).toContain('microphone=()');
	await expect(site.api('PUT', '/settings/embed_origins', { value: ['https://a.example/path'] })).rejects.toThrow(
		'origin',
	);
});

test('until it is opened the script is small, moves nothing and takes hardly any time', async () => {
	const reply = await fetch(`${site.origin}/widget.js`);
	const bytes = await loaderBytes();
	expect(bytes).toBeLessThanOrEqual(MOST_LOADER_BYTES);
	expect(reply.headers.get('content-type')).toContain('text/javascript');
	const etag = reply.headers.get('etag') ?? '';
	expect((await fetch(`${site.origin}/widget.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);

	const { page } = await site.visit(DESK);
	const tracing = await page.context().newCDPSession(page);
	const events: { name: string; dur?: number; args?: { data?: { url?: string } } }[] = [];
	tracing.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as typeof events)));
	const traced = new Promise((resolve) => tracing.once('Tracing.tracingComplete', resolve));
	await tracing.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline', 'v8'] } });
	await page.goto(shop.origin);
	await launcher(page).waitFor();
	await tracing.send('Tracing.end');
	await traced;
	const ours = events.filter(({ args }) => args?.data?.url?.startsWith(`${site.origin}/widget.js`));
	const work = ours.reduce((sum, { dur = 0 }) => sum + dur / 1_000, 0);
	process.stdout.write(`widget: ${bytes} bytes gzip, ${work.toFixed(1)} ms of script until opened\n`);
	expect(ours.length).toBeGreaterThan(0);
	expect(work).toBeLessThan(MOST_WORK_MS);
	expect(await page.evaluate('window.moved')).toBe(0);
	expect(await page.locator('saunders-chat iframe').count()).toBe(0);
});

/** What leaves the server, for whoever takes it compressed. */
const loaderBytes = () =>
	new Promise<number>((resolve, reject) => {
		get(`${site.origin}/widget.js`, { headers: { 'accept-encoding': 'gzip, br' } }, (reply) => {
			let bytes = 0;
			reply.on('data', (chunk: Buffer) => (bytes += chunk.length));
			reply.on('end', () => (reply.headers['content-encoding'] ? resolve(bytes) : reject(new Error('not compressed'))));
		}).on('error', reject);
	});

/** Characters of which none can be foretold from those before. */
const noise = (length: number) =>
	String.fromCodePoint(...Array.from({ length }, () => 0x4e00 + Math.floor(Math.random() * 20_000)));

/** The owner's own words. They are taken up with the next setting that is changed. */
async function reword(texts: Record<string, string>): Promise<void> {
	const client = new Client({ connectionString: site.databaseUrl });
	await client.connect();
	await client.query("delete from settings where key like 'texts.%'");
	const rows = Object.entries(texts).map(([key, text]) => [key, JSON.stringify(text)]);
	for (const row of rows) await client.query('insert into settings (key, value) values ($1, $2)', row);
	await client.end();
}

test('the script stays small with all that the settings permit: the longest label or names in five languages, and the most and longest hints', async () => {
	const langs = UI_LANGS;
	const words = () => Object.fromEntries(langs.map((lang) => [lang, noise(160)]));
	const hints = Array.from({ length: 20 }, () => ({
		id: randomBytes(20).toString('hex'),
		path: `/${noise(199)}`,
		after_seconds: 3_600,
		text: words(),
	}));
	await site.api('PUT', '/settings/chat_hints', { value: hints });
	await site.api('PUT', '/settings/languages', { value: [...langs] });
	await reword(Object.fromEntries(langs.map((lang) => [wordingKey('chat_open', lang), noise(2_000)])));
	const sizes: number[] = [];
	for (const label of ['', noise(40)]) {
		await site.api('PUT', '/settings/chat_look', { value: { position: 'right', colour: '#a1b2c3', label } });
		sizes.push(await loaderBytes());
	}
	process.stdout.write(`widget: at worst ${sizes.join(' and ')} bytes gzip\n`);
	expect(Math.max(...sizes)).toBeLessThanOrEqual(MOST_LOADER_BYTES);
	expect(await (await fetch(`${site.origin}/widget-hints.js`)).text()).toContain(hints[19]?.text.th);
	await reword({});
	await site.api('PUT', '/settings/chat_look', { value: { position: 'right', colour: '', label: '' } });
});

test('on a phone it fills the screen, speaks the language of its attribute and has a way out', async () => {
	shop.with('data-lang="th" data-position="left" data-label="ช่วยด้วย"');
	const { page, errors } = await site.visit({ ...PHONE, colorScheme: 'dark' });
	await page.goto(shop.origin);
	expect(await launcher(page).textContent()).toContain('ช่วยด้วย');
	await launcher(page).tap();
	await ready(page);
	const box = await page.locator('saunders-chat .room').boundingBox();
	expect(box).toMatchObject({ x: 0, y: 0, width: 360 });
	await chat(page).getByRole('button', { name: 'ปิดแชท' }).tap();
	await launcher(page).waitFor();
	expect(errors).toEqual([]);
});

test.each([
	['named by its address', []],
	['known by a nonce', ['nonce="n1"', "'nonce-n1'"]],
] as const)(
	'a hint is said once to each visitor, on the pages it is for, where the script is %s',
	async (_, [attributes = '', from]) => {
		shop.with(attributes, from);
		const value = [{ id: 'a', path: '/pri*', after_seconds: 0, text: { en: 'Need a price?' } }];
		await site.api('PUT', '/settings/chat_hints', { value });
		const { page, errors } = await site.visit(DESK);
		await page.goto(shop.origin);
		await launcher(page).waitFor();
		await page.evaluate("history.pushState(null, '', '/prices')");
		const hint = page.locator('saunders-chat .hint');
		await hint.getByText('Need a price?').waitFor();
		await hint.getByRole('button', { name: 'Dismiss' }).click();
		await page.goto(`${shop.origin}/prices`);
		await launcher(page).waitFor();
		expect(await hint.count()).toBe(0);
		expect(await refused(page)).toEqual([]);
		expect(errors).toEqual([]);
	},
);
