import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();
const PATIENT = { timeout: 20_000 };

const OIL = 'How often must I change the oil?';
const DESK = { viewport: { width: 1280, height: 800 } };
const STRANGE = 'Do penguins dream of violet bicycles on Neptune?';
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

const composer = (page: Page) => page.getByRole('textbox', { name: 'Your message' });
const log = (page: Page) => page.getByRole('log');
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** The living chat: what stands there before works by itself, but is replaced. */
async function open(page: Page, path = '/en/chat'): Promise<void> {
	await page.goto(path);
	await page.locator('input[type=file]').waitFor({ state: 'attached' });
}

async function write(page: Page, text: string): Promise<void> {
	await composer(page).fill(text);
	await page.keyboard.press('Enter');
}

type Whole = {
	messages: { author: string; text: string; attachments: { name: string }[] }[];
	packet?: { goal: string; note: string };
	identities: { value: string }[];
};
const whole = (page: Page) => site.api<Whole>('GET', `/conversations/${idOf(page)}`);
const said = async (page: Page) =>
	(await whole(page)).messages.filter(({ author }) => author === 'customer').map(({ text }) => text);
const answer = (page: Page, text: string) => site.api('POST', `/conversations/${idOf(page)}/messages`, { text });

test('on a phone at night: an answer with its source, then a person who need not ask again', async () => {
	const { page, errors } = await site.visit({ ...PHONE, colorScheme: 'dark', reducedMotion: 'reduce' });
	await open(page);
	await write(page, OIL);
	await expect(page.locator('blockquote').textContent()).resolves.toContain('every 2,000 hours');
	await page.getByText('A program, not a person').waitFor();
	expect(await violations(page)).toEqual([]);
	await page.getByRole('button', { name: 'Not really' }).click();
	await page.getByLabel('What was missing?').fill('The price');
	await page.locator('form.missing').getByRole('button', { name: 'Send' }).click();
	await page.getByText('Thank you. We use this').waitFor();

	await page.getByRole('button', { name: 'Talk to a person' }).first().click();
	await page.getByLabel('What it is about').fill('What the oil costs');
	await page.getByLabel('Anything to add?').fill('For two machines');
	await page.locator('[data-packet]').getByRole('button', { name: 'Save' }).last().click();
	await page.getByText('Saved').waitFor();
	await page.getByLabel('If you leave').fill('mai@example.com');
	await page.locator('[data-packet]').getByRole('button', { name: 'Save' }).first().click();
	await page.getByText('we write to mai@example.com').waitFor();
	expect(await violations(page)).toEqual([]);
	expect(await whole(page)).toMatchObject({
		packet: { goal: 'What the oil costs', note: 'For two machines', channel: 'web' },
		identities: [{ value: 'mai@example.com' }],
	});

	await page.locator('input[type=file]').setInputFiles({ name: 'plate.png', mimeType: 'image/png', buffer: PIXEL });
	await write(page, 'This is the plate');
	await page.getByRole('img', { name: 'Picture: plate.png' }).waitFor();
	await answer(page, 'It costs 40 euros.');
	await log(page).getByText('It costs 40 euros.').waitFor();
	expect((await whole(page)).messages.find(({ text }) => text === 'This is the plate')).toMatchObject({
		attachments: [{ name: 'plate.png' }],
	});
	expect(await violations(page)).toEqual([]);
	expect(errors).toEqual([]);
});

test('without JavaScript: ask, change what is passed on, and say whether it helped', async () => {
	const { page } = await site.visit({ ...PHONE, javaScriptEnabled: false });
	await page.goto('/en/chat');
	await composer(page).fill(OIL);
	await page.getByRole('button', { name: 'Send' }).click();
	await expect
		.poll(async () => {
			await page.reload();
			return page.locator('blockquote').count();
		}, PATIENT)
		.toBe(1);
	await page.getByRole('button', { name: 'Yes' }).click();
	await page.getByText('Good to hear').waitFor();
	await page.goto('/en/chat');
	await page.getByRole('button', { name: 'Talk to a person' }).click();
	await page.getByLabel('Anything to add?').fill('By telephone please');
	await page.locator('[data-packet]').getByRole('button', { name: 'Save' }).last().click();
	await page.getByLabel('If you leave').fill('lan@example.com');
	await page.locator('[data-packet]').getByRole('button', { name: 'Save' }).first().click();
	await page.getByText('we write to lan@example.com').waitFor();
	expect(await whole(page)).toMatchObject({ packet: { note: 'By telephone please' } });
	expect(await violationsLater(page)).toEqual([]);
});

/** The rules themselves need a script: they look at the same page in another browser window. */
async function violationsLater(page: Page): Promise<string[]> {
	const html = await page.content();
	const { page: other } = await site.visit(PHONE);
	await other.goto('/en');
	await other.setContent(html.replaceAll(/<script[\s\S]*?<\/script>/g, ''));
	return violations(other);
}

test('what is written without a network waits, and arrives once when it is back', async () => {
	const { page } = await site.visit();
	await open(page);
	await write(page, 'Before');
	await expect.poll(() => page.url(), PATIENT).toMatch(/chat\/./);
	await expect.poll(() => said(page), PATIENT).toEqual(['Before']);
	await page.context().setOffline(true);
	await write(page, 'One');
	await write(page, 'Two');
	await page.getByText('Waiting to be sent: 2').waitFor();
	await page.context().setOffline(false);
	await expect.poll(() => said(page), PATIENT).toEqual(['Before', 'One', 'Two']);
	await page.getByText('No connection').waitFor({ state: 'detached' });
	await expect(log(page).getByText('One', { exact: true }).count()).resolves.toBe(1);
});

test('two tabs stay in step, and the one that is left goes on', async () => {
	const { page } = await site.visit(DESK);
	await open(page);
	await write(page, STRANGE);
	await page.getByText('I could not find this').waitFor();
	const second = await page.context().newPage();
	await open(second, page.url());
	await write(second, 'From the second tab');
	await log(page).getByText('From the second tab').waitFor();
	await page.getByRole('button', { name: 'Talk to a person' }).first().click();
	await second.getByRole('heading', { name: 'Team' }).waitFor();
	const id = idOf(page);
	await page.close();
	await site.api('POST', `/conversations/${id}/messages`, { text: 'Are you still there?' });
	await log(second).getByText('Are you still there?').waitFor();
	expect(await said(second)).toEqual([STRANGE, 'From the second tab']);
});

test('by keyboard alone on a wide screen, in another script', async () => {
	const { page, errors } = await site.visit({ ...DESK, locale: 'th' });
	await open(page, '/th/chat');
	await reach(page, 'textarea');
	await page.keyboard.type('เปลี่ยนน้ำมันเมื่อไร');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('ขอบคุณ');
	await page.keyboard.press('Enter');
	await expect.poll(() => page.locator('.own .bubble').allTextContents(), PATIENT).toEqual(['เปลี่ยนน้ำมันเมื่อไร\nขอบคุณ']);
	await page.getByText('ผู้ช่วย').last().waitFor();
	await page.keyboard.press('Shift+Tab');
	await reach(page, '[action="?/person"] button', 'Shift+Tab');
	await page.keyboard.press('Enter');
	await page.locator('[data-packet]').waitFor();
	expect(await violations(page)).toEqual([]);
	expect(errors).toEqual([]);
});

async function reach(page: Page, selector: string, key = 'Tab'): Promise<void> {
	const isThere = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
	for (let i = 0; i < 40 && !(await isThere()); i++) await page.keyboard.press(key);
	expect(await isThere()).toBe(true);
}

test('who comes from a question brings it along', async () => {
	const { page } = await site.visit();
	await page.goto('/en');
	await page.fill('textarea', STRANGE);
	await page.keyboard.press('Enter');
	await page.waitForURL(/answers/);
	await page.getByRole('link', { name: 'Chat with us' }).click();
	await page.getByText('What you asked and read goes along.').waitFor();
	await page.getByLabel('Attach a file or photo').waitFor({ state: 'attached' });
	await page.getByRole('button', { name: 'Talk to a person' }).click();
	await page.locator('[data-packet]').waitFor();
	expect(await whole(page)).toMatchObject({ seen: { question: STRANGE } });
});

test('the chat ships at most 50 kB of JavaScript, with all its texts', async () => {
	const { page } = await site.visit();
	const scripts: Promise<Buffer>[] = [];
	page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response.body()));
	await open(page, '/th/chat');
	const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0); // as they are stored, compressed
	const texts = gzipSync((await page.locator('#chat-data').textContent()) ?? '').length;
	expect(bytes).toBeGreaterThan(10_000);
	expect(bytes + texts).toBeLessThan(50_000);
});
