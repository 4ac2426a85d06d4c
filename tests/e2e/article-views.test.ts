import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { docOf } from '../support/writing.ts';
import { until } from '../support/until.ts';
import { articlesOf, many } from './articles.ts';
import { violations } from './axe.ts';
import { openSite } from './site.ts';
import { DESK, enrolAll, LOOKS, press, said, visitAs } from './team.ts';

const site = openSite();
const { draftOf, save, make, written, translated, changesOf, imported } = articlesOf(site);
beforeAll(() => enrolAll(site, { Ann: 'editor', Vic: 'viewer' }));

const open = (name: string, article: string, { lang = 'en', look = DESK } = {}) =>
	visitAs(site, name, look, `/console/articles/${article}/${lang}`);

/** Another view of the article; on a phone they stand in a menu. */
async function view(page: Page, name: string) {
	const folded = page.getByText('View', { exact: true });
	if (await folded.isVisible()) await folded.click();
	await press(page, name);
	await page.getByRole('dialog').waitFor();
}

const textbox = (page: Page) => page.getByRole('textbox', { name: 'Text of the article' });
const shows = (page: Page, text: string) => until(async () => (await textbox(page).innerText()).includes(text));
const undo = (page: Page) => page.locator('.toasts').getByRole('button', { name: 'Undo' }).last().click();

const choose = (page: Page, version: number) =>
	page
		.getByRole('button', { name: `Version ${version}` })
		.first()
		.click();

/** Both wrote over the title and the first paragraph; the second one of them changed and the other took out. */
async function disagree(page: Page, article: string) {
	await page.context().setOffline(true);
	await page.getByLabel('Title').fill('My oil');
	for (const text of ['Drain the tank.', 'Change the oil.']) {
		await textbox(page).getByText(text).click();
		await page.keyboard.press('End');
		await page.keyboard.type(' Mine.');
	}
	await said(page, 'No connection: kept in this browser');
	await save(article, { title: 'Their oil', body: docOf({ a: 'Drain the tank slowly.', c: 'Close it well.' }) });
	await page.context().setOffline(false);
	await press(page, 'Decide');
	await said(page, 'Still to choose: 3');
}
const disputed = () => make('Oil', docOf({ a: 'Drain the tank.', b: 'Change the oil.', c: 'Close it.' }));

test(
	'versions are told apart word by word, and an old one is brought back and taken away again',
	{ timeout: 60_000 },
	async () => {
		const article = await written('Versions');
		const { page, errors } = await open('Ann', article);
		const dialog = page.getByRole('dialog');
		await view(page, 'History');
		await choose(page, 1);
		await said(page, 'Changed: 1 · Added: 1 · Removed: 1 · Moved: 1');
		expect(await dialog.locator('.changed ins').textContent()).toBe('Added: <b>our</b>');
		expect(await dialog.locator('.changed del').textContent()).toBe('Removed: the');
		expect(await dialog.getByText('It is new.').isVisible()).toBe(true);
		expect(await dialog.getByText('Paragraph 4 of').isVisible()).toBe(false);
		await dialog.getByText('Unchanged paragraphs').first().click();
		await dialog.getByText('Paragraph 4 of').waitFor();
		await page.getByRole('radio', { name: 'With the version before it' }).check();
		await said(page, 'Changed: 0 · Added: 9');
		await press(page, 'Restore version 1');
		await said(page, 'Version 1 is the working copy now');
		await shows(page, 'Paragraph 8 of the text.');
		await choose(page, 3);
		await dialog.getByText('Working copy').first().waitFor();
		expect((await draftOf(article)).text).toMatchObject({ title: 'Versions', body: docOf(many()) });
		await undo(page);
		await said(page, 'The text from before is back');
		await shows(page, 'It is new.');
		expect((await draftOf(article)).text).toMatchObject({ title: 'Versions, thrice', questions: ['When?'] });
		expect(errors).toEqual([]);
	},
);

test('an article without a version says what will be here, and a viewer restores nothing', async () => {
	const { article_id } = await site.api<{ article_id: string }>('POST', '/articles', { lang: 'en', title: 'None' });
	const none = await open('Vic', article_id);
	await view(none.page, 'History');
	await said(none.page, 'No versions yet');
	const { page } = await open('Vic', await written('Looked at'));
	await view(page, 'History');
	await choose(page, 2);
	await said(page, 'What changed since version 2');
	expect(await page.getByRole('button', { name: /^Restore/ }).count()).toBe(0);
});

test('what changed in the source is marked, gone to, and marked as up to date until that is undone', async () => {
	const article = await translated('Beside');
	const { page, errors } = await open('Ann', article, { lang: 'th' });
	await said(page, 'Source: English');
	await said(page, 'Changed since: 3');
	await said(page, 'Not translated yet: 1');
	await said(page, 'No longer in the source');
	expect(await page.locator('.changed ins').textContent()).toBe('Added: whole ');
	await page.getByRole('button', { name: 'Go to this paragraph' }).last().click();
	await page.keyboard.type('Now: ');
	await shows(page, 'Now: Close it.');
	await page.locator('.changed').getByRole('button', { name: 'Mark as up to date' }).click();
	await said(page, 'Changed since: 2');
	await press(page, 'Mark all as up to date');
	await said(page, 'Marked as up to date: 2');
	expect(await changesOf(article)).toEqual([]);
	await undo(page);
	await said(page, 'Marked as before');
	await until(async () => (await changesOf(article)).length === 2);
	expect(errors).toEqual([]);
});

test('of an imported translation nothing is marked before somebody says that both agree', async () => {
	const put = async (lang: string, body: string) => {
		const text = { lang, title: 'Agree', body, status: 'published' };
		return (await site.api<{ article_id: string }>('PUT', '/articles/by-external-id/agree', text)).article_id;
	};
	await put('th', 'ทุกสัปดาห์');
	const article = await put('en', 'Every week.');
	const { page } = await open('Ann', article, { lang: 'th' });
	await press(page, 'They agree: follow changes from now on');
	await said(page, 'Up to date');
	await undo(page);
	await said(page, 'Nobody has said yet that both texts agree');
});

test('what an import brought is compared, dismissed, asked again and taken, each with a way back', async () => {
	const article = await imported('came');
	const { page, errors } = await open('Ann', article);
	await press(page, 'Compare');
	await said(page, 'Changed: 1 · Added: 0');
	await press(page, 'Keep what stands here');
	await said(page, 'The imported text is dismissed');
	await page.getByRole('button', { name: 'Compare' }).waitFor({ state: 'detached' });
	expect((await draftOf(article)).incoming).toBe(null);
	await undo(page);
	await press(page, 'Compare');
	await press(page, 'Take the imported text');
	await said(page, 'what stood here is kept as a version');
	await shows(page, 'First of everything.');
	expect(JSON.stringify((await draftOf(article)).text)).toContain('First of everything.');
	await undo(page);
	await shows(page, 'First of all.');
	expect((await draftOf(article)).text.title).toBe('came, mine');
	await until(async () => (await draftOf(article)).incoming !== null);
	expect(errors).toEqual([]);
});

test('a conflict is answered by keyboard, place by place, and nothing is saved before all is chosen', async () => {
	const article = await disputed();
	const { page } = await open('Ann', article);
	await disagree(page, article);
	expect(await page.getByRole('button', { name: 'Save this text' }).isDisabled()).toBe(true);
	await said(page, 'They took it out');
	await page.getByRole('radio', { name: 'Mine', exact: true }).first().focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Tab');
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Tab');
	expect((await draftOf(article)).text.title).toBe('Their oil');
	await page.keyboard.press('Space');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.getByText('Saved', { exact: true }).waitFor();
	const both = ['Drain the tank. Mine.', 'Drain the tank slowly.', 'Change the oil. Mine.', 'Close it well.'];
	expect((await textbox(page).locator('p').allTextContents()).filter(Boolean)).toEqual(both);
	const { title, body } = (await draftOf(article)).text;
	expect(title).toBe('Their oil');
	expect(body.content.map((block) => 'content' in block && JSON.stringify(block.content))).toEqual(
		both.map((text) => expect.stringContaining(text)),
	);
});

test('a working copy is previewed in its own language at two widths and in two themes, in our own frames only', async () => {
	const article = await translated('Before your eyes');
	const { page, errors } = await open('Ann', article, { lang: 'th' });
	await view(page, 'Preview');
	const frame = page.frameLocator('iframe');
	await frame.getByText('ระบายถัง').waitFor();
	const html = (name: string) => frame.locator('html').getAttribute(name);
	expect([await html('lang'), await html('data-theme')]).toEqual(['th', 'light']);
	const width = () => page.frames()[1]?.evaluate(() => innerWidth);
	expect(await width()).toBe(360);
	await page.getByRole('radio', { name: 'Desktop' }).check();
	await until(async () => (await width()) === 1280);
	await page.getByRole('radio', { name: 'Dark' }).check();
	await until(async () => (await html('data-theme')) === 'dark');
	expect(errors).toEqual([]);
	const at = `${site.origin.replace('127.0.0.1', 'localhost')}/console/articles/${article}`;
	const headers = (await page.request.get(`${at}/th/preview`)).headers();
	expect(headers).toMatchObject({ 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' });
	expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
	const desk = (await page.request.get(`${at}/th`)).headers();
	expect(desk['x-frame-options']).toBe('DENY');
	expect(desk['content-security-policy']).toMatch(/frame-ancestors 'none'.*frame-src 'self'/);
	expect((await page.request.get(`${at}/vi/preview`)).status()).toBe(404);
	expect((await page.request.get(`${at.replace(article, 'nothing')}/th/preview`)).status()).toBe(404);
	const stranger = await site.visit(DESK);
	const reply = await stranger.page.goto(`/console/articles/${article}/th/preview`);
	expect(reply?.status()).toBe(401);
	expect(await stranger.page.content()).not.toContain('ระบายถัง');
});

test.each(LOOKS)('every view is sound and fits on %s', { timeout: 90_000 }, async (_, look) => {
	const found: string[] = [];
	const check = async (page: Page) => found.push(...(await violations(page)));
	const article = await written('Sound');
	const { page } = await open('Ann', article, { look });
	await view(page, 'History');
	await choose(page, 1);
	await said(page, 'Changed: 1');
	await check(page);
	await page.keyboard.press('Escape');
	await view(page, 'Preview');
	await page.frameLocator('iframe').getByText('It is new.').waitFor();
	await check(page);
	await page.goto(`/console/articles/${article}/en/preview?theme=${look.colorScheme}`);
	await check(page);
	const thai = await open('Ann', await translated('Sound beside'), { lang: 'th', look });
	await said(thai.page, 'Changed since: 3');
	await check(thai.page);
	const came = await open('Ann', await imported(`sound-${look.colorScheme}`), { look });
	await press(came.page, 'Compare');
	await said(came.page, 'Changed: 1');
	await check(came.page);
	const oil = await disputed();
	const conflict = await open('Ann', oil, { look });
	await disagree(conflict.page, oil);
	await check(conflict.page);
	expect(found).toEqual([]);
});
