import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { EditorText } from '#ui/editor/saving/merge-texts.ts';
import { docOf } from '../support/writing.ts';
import { until } from '../support/until.ts';
import { articlesOf, many, MERGED } from './article-views/articles.ts';
import { openHost } from './article-views/host.ts';
import { violations } from './axe.ts';
import { openSite } from './site.ts';
import { DESK, enrolAll, LOOKS, press, said } from './team.ts';

const site = openSite();
const host = openHost(site);
const { draftOf, written, translated, changesOf, imported } = articlesOf(site);
beforeAll(() => enrolAll(site, { Ann: 'editor', Vic: 'viewer' }));

const choose = (page: Page, version: number) =>
	page
		.getByRole('button', { name: `Version ${version}` })
		.first()
		.click();

test(
	'versions are told apart word by word, and an old one is brought back and taken away again',
	{ timeout: 60_000 },
	async () => {
		const article = await written('Versions');
		const { page, errors, told } = await host.look('Ann', article, 'en', {
			view: 'versions',
			names: {},
			canWrite: true,
		});
		await choose(page, 1);
		await said(page, 'Changed: 1 · Added: 1 · Removed: 1 · Moved: 1');
		expect(await page.locator('.changed ins').textContent()).toBe('Added: <b>our</b>');
		expect(await page.locator('.changed del').textContent()).toBe('Removed: the');
		expect(await page.getByText('It is new.').isVisible()).toBe(true);
		expect(await page.getByText('Paragraph 4 of').isVisible()).toBe(false);
		await page.getByText('Unchanged paragraphs').first().click();
		await said(page, 'Paragraph 4 of');
		await page.getByRole('radio', { name: 'With the version before it' }).check();
		await said(page, 'Changed: 0 · Added: 9');
		await press(page, 'Restore version 1');
		await said(page, 'Version 1 is the working copy now');
		await choose(page, 3);
		await said(page, 'Working copy');
		expect((await draftOf(article)).text).toMatchObject({ title: 'Versions', body: docOf(many()) });
		await press(page, 'Undo');
		await said(page, 'The text from before is back');
		expect((await draftOf(article)).text).toMatchObject({ title: 'Versions, thrice', questions: ['When?'] });
		expect(await told()).toHaveLength(2);
		expect(errors).toEqual([]);
	},
);

test(
	'an article without a version says what will be here, and a viewer restores nothing',
	{ timeout: 60_000 },
	async () => {
		const { article_id } = await site.api<{ article_id: string }>('POST', '/articles', { lang: 'en', title: 'None' });
		const none = await host.look('Vic', article_id, 'en', { view: 'versions', names: {}, canWrite: false });
		await said(none.page, 'No versions yet');
		const article = await written('Looked at');
		const { page } = await host.look('Vic', article, 'en', { view: 'versions', names: {}, canWrite: false });
		await choose(page, 2);
		await said(page, 'What changed since version 2');
		expect(await page.getByRole('button', { name: /^Restore/ }).count()).toBe(0);
	},
);

test('what changed in the source is marked, gone to, and marked as up to date until that is undone', async () => {
	const article = await translated('Beside');
	const { page, errors, told } = await host.look('Ann', article, 'th', { view: 'source', canWrite: true });
	await said(page, 'Source: English');
	await said(page, 'Changed since: 3');
	await said(page, 'Not translated yet: 1');
	await said(page, 'No longer in the source');
	expect(await page.locator('.changed ins').textContent()).toBe('Added: whole ');
	await page.getByText('Wipe it.').click();
	await page.getByRole('button', { name: 'Go to this paragraph' }).last().click();
	expect(await told()).toEqual(['e', 'c']);
	await page.locator('.changed').getByRole('button', { name: 'Mark as up to date' }).click();
	await said(page, 'Changed since: 2');
	await press(page, 'Mark all as up to date');
	await said(page, 'Marked as up to date: 2');
	expect(await changesOf(article)).toEqual([]);
	await page.getByRole('button', { name: 'Undo' }).last().click();
	await said(page, 'Marked as before');
	await until(async () => (await changesOf(article)).length === 2);
	expect(errors).toEqual([]);
});

test('of an imported translation nothing is marked before somebody says that both agree', async () => {
	const put = async (lang: string, body: string) =>
		(
			await site.api<{ article_id: string }>('PUT', '/articles/by-external-id/agree', {
				lang,
				title: 'Agree',
				body,
				status: 'published',
			})
		).article_id;
	await put('th', 'ทุกสัปดาห์');
	const article = await put('en', 'Every week.');
	const { page } = await host.look('Ann', article, 'th', { view: 'source', canWrite: true });
	await press(page, 'They agree: follow changes from now on');
	await said(page, 'Up to date');
	await press(page, 'Undo');
	await said(page, 'Nobody has said yet that both texts agree');
});

test('what an import brought is compared, dismissed, asked again and taken, each with a way back', async () => {
	const article = await imported('came');
	const { revision, text } = await draftOf(article);
	const { page, errors, told } = await host.look('Ann', article, 'en', { view: 'incoming', revision, text });
	await said(page, 'Changed: 1 · Added: 0');
	await press(page, 'Keep what stands here');
	await said(page, 'The imported text is dismissed');
	expect((await draftOf(article)).incoming).toBe(null);
	await press(page, 'Undo');
	await until(async () => (await draftOf(article)).incoming !== null);
	await page.getByRole('button', { name: 'Close' }).last().click();
	await press(page, 'Take the imported text');
	await said(page, 'what stood here is kept as a version');
	expect(JSON.stringify((await draftOf(article)).text)).toContain('First of everything.');
	await press(page, 'Undo');
	await until(async () => (await draftOf(article)).text.title === 'came, mine');
	expect(await told()).toEqual([undefined, undefined, expect.any(Number), expect.any(Number)]);
	expect(errors).toEqual([]);
});

test('a conflict is answered by keyboard, place by place, and nothing is given before all is chosen', async () => {
	const { page, errors, told } = await host.look('Ann', 'none', 'en', { view: 'conflict', merged: MERGED });
	await said(page, 'Still to choose: 3');
	expect(await page.getByRole('button', { name: 'Save this text' }).isDisabled()).toBe(true);
	await said(page, 'They took it out');
	await page.getByRole('radio', { name: 'Mine', exact: true }).first().focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Tab');
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	const [text] = (await told()) as EditorText[];
	expect(text?.title).toBe('Their oil');
	expect(text?.body.content.map((block) => 'content' in block && JSON.stringify(block.content))).toEqual([
		expect.stringContaining('Drain the whole tank.'),
		expect.stringContaining('Drain the tank slowly.'),
		expect.stringContaining('Change my oil.'),
		expect.stringContaining('Close it well.'),
	]);
	expect(errors).toEqual([]);
});

test('a working copy is previewed in its own language at two widths and in two themes, in our own frames only', async () => {
	const article = await translated('Before your eyes');
	const { page, errors } = await host.look('Ann', article, 'th', { view: 'preview' });
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

test.each(LOOKS)('every view is sound and fits on %s', { timeout: 90_000 }, async (_, options) => {
	const found: string[] = [];
	const check = async (page: Page) => found.push(...(await violations(page)));
	const article = await written('Sound');
	const { page: versions } = await host.look(
		'Ann',
		article,
		'en',
		{ view: 'versions', names: {}, canWrite: true },
		options,
	);
	await choose(versions, 1);
	await said(versions, 'Changed: 1');
	await check(versions);
	const thai = await translated('Sound beside');
	const { page: source } = await host.look('Ann', thai, 'th', { view: 'source', canWrite: true }, options);
	await said(source, 'Changed since: 3');
	await check(source);
	const came = await imported(`sound-${options.colorScheme}-${options.viewport?.width}`);
	const { revision, text } = await draftOf(came);
	const { page: incoming } = await host.look('Ann', came, 'en', { view: 'incoming', revision, text }, options);
	await said(incoming, 'Changed: 1');
	await check(incoming);
	const { page: conflict } = await host.look('Ann', 'none', 'en', { view: 'conflict', merged: MERGED }, options);
	await conflict.getByRole('radio').first().check();
	await check(conflict);
	const { page: preview } = await host.look('Ann', article, 'en', { view: 'preview' }, options);
	await preview.frameLocator('iframe').getByText('It is new.').waitFor();
	await check(preview);
	await preview.goto(`/console/articles/${article}/en/preview?theme=${options.colorScheme}`);
	await check(preview);
	expect(found).toEqual([]);
});
