import type { Editor } from '@tiptap/core';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { withClient } from '../support/backup.ts';
import { until } from '../support/until.ts';
import { violations } from './axe.ts';
import { articlesOf } from './articles.ts';
import { openSite } from './site.ts';
import { browserOf, DESK, enrolAll, go, LOOKS, PASSWORD, press, said } from './team.ts';

const site = openSite();
beforeAll(() => enrolAll(site, { Ann: 'editor', Bob: 'editor', Eve: 'editor', Vic: 'viewer' }));

type Made = { article_id: string };
const make = async (title: string, text: string) => {
	const body = { lang: 'en', title, body: text, status: 'published' };
	const external = title.toLowerCase().replaceAll(' ', '-');
	return (await site.api<Made>('PUT', `/articles/by-external-id/${external}`, body)).article_id;
};

const textbox = (page: Page) => page.getByRole('textbox', { name: 'Text of the article' });
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();

async function open(page: Page, article: string, lang = 'en') {
	await go(page, `/console/articles/${article}/${lang}`);
	await textbox(page).waitFor();
}

async function writeAtEnd(page: Page, text: string) {
	await textbox(page).locator('p').last().click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type(text);
}

/** In one go, so that nothing is told of what was typed before the page goes. */
const typeAndGo = (page: Page, text: string, event: 'pagehide' | 'visibilitychange') =>
	page.evaluate(
		([typed, name]) => {
			const editor = document.querySelector<HTMLElement & { editor: Editor }>('.ProseMirror')?.editor;
			if (!editor) throw new Error('no editor');
			editor.view.dispatch(editor.state.tr.insertText(typed, editor.state.doc.content.size - 1));
			Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
			(name === 'pagehide' ? window : document).dispatchEvent(new Event(name));
			return Object.values(localStorage).join('\n');
		},
		[text, event] as const,
	);

const draftOf = (article: string, lang = 'en') =>
	site.api<{ text: { body: object }; status: string }>('GET', `/articles/${article}/translations/${lang}/draft`);

test('what is written is saved by itself and read by customers once it is published', async () => {
	const article = await make('Belt tension', 'Check the belt.');
	const { page, errors } = await browserOf(site, 'Ann');
	await open(page, article);
	await writeAtEnd(page, ' Twice a year.');
	await saved(page);
	const reader = (await site.visit(DESK)).page;
	await reader.goto('/en/articles/belt-tension');
	expect(await reader.getByText('Twice a year').count()).toBe(0);
	await press(page, 'Publish changes');
	await said(page, 'Published');
	await until(async () => {
		await reader.goto('/en/articles/belt-tension');
		return reader.getByText('Twice a year').isVisible();
	});
	expect(errors).toEqual([]);
});

test('what is taken back to draft and brought back is what customers read before, and the draft goes on', async () => {
	const article = await make('Oil change', 'Drain the oil.');
	const { page, errors } = await browserOf(site, 'Ann');
	await open(page, article);
	await writeAtEnd(page, ' Half a thought');
	await saved(page);
	await page.getByText('More', { exact: true }).click();
	await press(page, 'Take it back to draft');
	await said(page, 'Customers cannot read it any more.');
	const reader = () => fetch(`${site.origin}/en/articles/oil-change`);
	await until(async () => (await reader()).status === 404);
	await page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
	await said(page, 'Undone');
	await until(async () => (await reader()).status === 200);
	expect(await (await reader()).text()).not.toContain('Half a thought');
	await page.getByRole('button', { name: 'Publish changes' }).waitFor();
	const { status, text } = await draftOf(article);
	expect([status, JSON.stringify(text.body)]).toEqual(['published', expect.stringContaining('Half a thought')]);
	expect(errors).toEqual([]);
});

test('a translation is begun from its source, written and published', async () => {
	const article = await make('Drain the tank', 'Open the valve.');
	const { page } = await browserOf(site, 'Ann');
	await open(page, article);
	await page.getByLabel('Language to translate into').selectOption('th');
	await press(page, 'Translate');
	await page.waitForURL(`**/${article}/th`);
	await textbox(page).waitFor();
	await page.getByLabel('Title').fill('ระบายน้ำออกจากถัง');
	await textbox(page).locator('p').first().fill('เปิดวาล์ว');
	await saved(page);
	await press(page, 'Publish');
	await said(page, 'Published');
	expect((await draftOf(article, 'th')).status).toBe('published');
});

test('two people in one article keep what both wrote, and see each other', async () => {
	const article = await make('Noise at night', '## Cause\n\nA loose panel.\n\n## Remedy\n\nTighten it.');
	const [ann, bob] = await Promise.all([browserOf(site, 'Ann'), browserOf(site, 'Bob')]);
	await open(ann.page, article);
	await open(bob.page, article);
	await textbox(ann.page).locator('p').first().click();
	await ann.page.keyboard.press('End');
	await ann.page.keyboard.type(' By Ann.');
	await writeAtEnd(bob.page, ' By Bob.');
	await until(async () => /By Ann.*By Bob/.test(JSON.stringify((await draftOf(article)).text.body)), 20_000);
	await until(async () => (await textbox(ann.page).innerText()).includes('By Bob'), 20_000);
	await until(() => ann.page.getByText('Bob is here too').isVisible(), 20_000);
});

test('a closed tab and a lost connection lose nothing', { timeout: 60_000 }, async () => {
	const article = await make('Filter light', 'Red means now.');
	const { page } = await browserOf(site, 'Ann');
	await open(page, article);
	await page.context().setOffline(true);
	await writeAtEnd(page, ' Written in a tunnel.');
	await said(page, 'No connection: kept in this browser');
	await page.close();
	const context = page.context();
	await context.setOffline(false);
	const again = await context.newPage();
	await open(again, article);
	await until(async () => (await textbox(again).innerText()).includes('Written in a tunnel.'), 20_000);
	await until(async () => JSON.stringify((await draftOf(article)).text.body).includes('Written in a tunnel.'), 20_000);
});

test(
	'a tab that is loaded again while nothing can be saved shows what was written, and goes on from there',
	{ timeout: 120_000 },
	async () => {
		const article = await make('Pilot light', 'Blue is well.');
		const { page } = await browserOf(site, 'Ann');
		await open(page, article);
		const drafts = `**/translations/en/draft`;
		await page.route(drafts, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
		await writeAtEnd(page, ' Yellow is not.');
		await said(page, 'No connection: kept in this browser');
		await page.reload();
		await textbox(page).waitFor();
		expect(await textbox(page).innerText()).toContain('Yellow is not.');
		await writeAtEnd(page, ' Call us.');
		await page.unroute(drafts);
		// By then it tries only twice a minute.
		await until(
			async () => /Blue is well. Yellow is not. Call us/.test(JSON.stringify((await draftOf(article)).text.body)),
			75_000,
		);
	},
);

test.each(['pagehide', 'visibilitychange'] as const)(
	'at %s what was just typed stays in the browser',
	async (event) => {
		const article = await make(`Gone at ${event}`, 'Text.');
		const { page } = await browserOf(site, 'Ann');
		await open(page, article);
		expect(await typeAndGo(page, ' Last words.', event)).toContain('Last words.');
	},
);

test('an article in which a question stands twice opens, and its questions can be written', async () => {
	const article = await make('Twice asked', 'Text.');
	const { save, draftOf: textOf } = articlesOf(site);
	await save(article, { questions: ['Why?', 'Why?', 'When?'] });
	const { page, errors } = await browserOf(site, 'Ann');
	await open(page, article);
	await page.getByLabel('Question 3').fill('Since when?');
	await page.keyboard.press('Tab');
	await page.getByPlaceholder(/question/i).fill('How?\nHow?\nWhy?');
	await page.keyboard.press('Enter');
	await until(async () => (await textOf(article)).text.questions.join(' ') === 'Why? Why? Since when? How?');
	await page.getByLabel('Question 2').fill('How?');
	await page.keyboard.press('Tab');
	await until(async () => (await textOf(article)).text.questions.join(' ') === 'Why? Since when? How?');
	expect(errors).toEqual([]);
});

test('the Enter that ends a composition in Safari neither adds a question nor leaves the title', async () => {
	const article = await make('Composed', 'Text.');
	const { page } = await browserOf(site, 'Ann');
	await open(page, article);
	for (const field of [page.getByLabel('Title'), page.getByPlaceholder('Add a question')]) {
		const isLeftAlone = await field.evaluate((element) => {
			const init = { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true };
			return element.dispatchEvent(new KeyboardEvent('keydown', init));
		});
		expect(isLeftAlone).toBe(true);
	}
});

test('a session that ends in the middle of writing is begun again over the page, and nothing is lost', async () => {
	const article = await make('Long story', 'Once upon a time.');
	const { page } = await browserOf(site, 'Eve');
	await open(page, article);
	await writeAtEnd(page, ' More.');
	await withClient(site.databaseUrl, (client) =>
		client.query("delete from member_sessions where member_id = (select id from members where name = 'Eve')"),
	);
	// A session is remembered for a second. By keys alone: once the dialog is there, nothing behind it can be clicked.
	await until(async () => {
		await page.keyboard.type(' And more.');
		return page.getByText('Your session has ended').isVisible();
	}, 20_000);
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Password').fill(PASSWORD);
	await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
	await saved(page);
	expect(JSON.stringify((await draftOf(article)).text.body)).toContain('More.');
});

test('a viewer reads and is offered nothing that changes', async () => {
	const article = await make('Only to read', 'Look, do not touch.');
	const { page } = await browserOf(site, 'Vic');
	await open(page, article);
	expect(await page.getByRole('button', { name: /Publish|More|Translate/ }).count()).toBe(0);
	expect(await textbox(page).getAttribute('contenteditable')).toBe('false');
	expect(await page.getByLabel('Title').getAttribute('readonly')).not.toBeNull();
});

test.each(LOOKS)('the page of an article is sound and fits on %s', async (_, options) => {
	const article = await make('Sound page', '## One\n\nText.\n\n| a | b |\n|---|---|\n| c | d |');
	const { page } = await browserOf(site, 'Ann', options);
	await open(page, article);
	expect(await violations(page)).toEqual([]);
});
