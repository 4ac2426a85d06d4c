import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { askAs } from './asked.ts';
import { violations } from './axe.ts';
import { openSite } from './site.ts';
import { DESK, enrolAll, go, LOOKS, press, said, visitAs, walk } from './team.ts';

const site = openSite();
const OIL = 'How often must I change the oil?';
const PARCEL = 'where is my parcel';
/** Without a word that any article has, so that nobody is ever in doubt. */
const GIRAFFE = 'giraffe leasing';

type Made = { id: string };
type Articles = { items: { id: string; external_id: string }[] };
let oil: string;

async function pick(page: Page, words: string, title: string) {
	await page.getByLabel('Find an article').fill(words);
	await page.getByRole('option', { name: title }).waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Another one' }).waitFor();
}

/** What the draft of an article says from now on; nobody reads it yet. */
async function draft(text: object): Promise<void> {
	const at = `/articles/${oil}/translations/en`;
	const { revision, text: before } = await site.api<{ revision: number; text: object }>('GET', `${at}/draft`);
	await site.api('PUT', `${at}/draft`, { revision, ...before, ...text });
}

beforeAll(async () => {
	await enrolAll(site, { Ada: 'owner', Vera: 'viewer' });
	const { items } = await site.api<Articles>('GET', '/knowledge/articles?limit=50');
	oil = items.find(({ external_id }) => external_id === 'oil')!.id;
	await askAs(site, { question: PARCEL, solved: true });
	await askAs(site, { question: GIRAFFE });
});

test('a set is made, filled by hand and out of the log, and run', { timeout: 60_000 }, async () => {
	const { page, errors } = await visitAs(site, 'Ada');
	await page.getByRole('link', { name: 'Tests' }).click();
	await said(page, 'No test sets yet');
	await press(page, 'New test set');
	await page.getByLabel('Name').fill('Must be right');
	await page.getByLabel('Run it before publishing').check();
	await press(page, 'Make the set');
	await said(page, 'No questions yet');

	await press(page, 'Add a question');
	await page.getByLabel('Question', { exact: true }).fill(OIL);
	await press(page, 'Add it');
	await said(page, 'Choose the article that is expected.');
	await pick(page, 'oil', 'Change the oil');
	await press(page, 'Add it');
	await said(page, 'Answered by');

	await press(page, 'Import from the log');
	await said(page, 'it helped whoever asked');
	await page.getByRole('button', { name: 'Import 1 question', exact: true }).waitFor();
	await page.getByLabel(`What should happen: ${GIRAFFE}`).selectOption('unsure');
	await press(page, 'Import 2 questions');
	await said(page, '2 questions imported');
	expect(await page.locator('.rows > li').count()).toBe(3);

	await press(page, `Remove: ${OIL}`);
	const toast = page.locator('.toasts p').filter({ hasText: 'The question was removed.' });
	await toast.getByRole('button', { name: 'Undo' }).click();
	await page.getByRole('button', { name: `Change: ${OIL}` }).waitFor();

	await press(page, 'Run');
	await page.waitForURL('**/runs/*');
	await said(page, '3 of 3 pass');
	await said(page, 'All of them pass');
	expect(errors).toEqual([]);
});

test(
	'a draft that breaks something is told by a run, and again before it is published',
	{ timeout: 60_000 },
	async () => {
		await draft({ title: 'Pandas', questions: ['what do pandas eat'], body: bodyOf('Pandas eat bamboo.') });
		const { page, errors } = await visitAs(site, 'Ada');
		await go(page, '/console/tests');
		await page.getByRole('link', { name: /Must be right/ }).click();
		await press(page, 'Run with the drafts');
		await page.waitForURL('**/runs/*');
		await page.getByRole('link', { name: 'Broken by drafts: 1' }).click();
		await said(page, OIL);
		await page.getByLabel('Compare with').selectOption({ index: 1 });
		await said(page, 'Newly failing: 1');

		await go(page, `/console/articles/${oil}/en`);
		await press(page, 'Publish changes');
		await said(page, '1 test question would no longer pass:');
		expect(await page.getByRole('dialog').getByRole('link', { name: OIL }).getAttribute('href')).toMatch(
			/^\/console\/tests\/[\w-]+\/questions\/[\w-]+$/,
		);
		expect(await violations(page)).toEqual([]);
		await press(page, 'Back');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		expect(await stateOf(oil)).toMatchObject({ has_draft: true, version: 1 });
		await press(page, 'Publish changes');
		await press(page, 'Publish anyway');
		await until(async () => (await stateOf(oil)).version === 2);
		expect(errors).toEqual([]);
	},
);

test(
	'what breaks nothing is published without a further click, and articles published together are asked about together',
	{ timeout: 60_000 },
	async () => {
		const { page, errors } = await visitAs(site, 'Ada');
		await draft({ title: 'Change the oil', questions: [OIL], body: bodyOf('Change the oil every 2,000 hours.') });
		await go(page, `/console/articles/${oil}/en`);
		await press(page, 'Publish changes');
		await until(async () => (await stateOf(oil)).version === 3);

		await site.api('PUT', '/articles/by-external-id/giraffe', {
			lang: 'en',
			title: GIRAFFE,
			body: 'Giraffes are leased by the month.',
			questions: [GIRAFFE],
			status: 'draft',
		});
		await go(page, '/console/articles?q=giraffe');
		await page.getByLabel(`Choose ${GIRAFFE}`).click();
		await press(page, 'State of a language');
		await press(page, 'Do it for 1');
		await said(page, '1 test question would no longer pass:');
		await press(page, 'Publish anyway');
		await said(page, '1 article changed');
		expect(errors).toEqual([]);
	},
);

test('a question of the log is put into a set from its own page', async () => {
	await askAs(site, { question: 'when does my warranty end', solved: true });
	const { page, errors } = await visitAs(site, 'Ada', DESK, '/console/questions');
	await page.getByRole('link', { name: /when does my warranty end/ }).click();
	await press(page, 'Add to a test set…');
	await press(page, 'Add it');
	await said(page, 'The question is in the set.');
	await press(page, 'Add to a test set…');
	await press(page, 'Add it');
	await said(page, 'This question is in that set already.');
	expect(errors).toEqual([]);
});

test.each(LOOKS)('every screen is sound and fits on %s', { timeout: 90_000 }, async (name, options) => {
	await askAs(site, { question: `is there a zebra on ${name}` });
	await askAs(site, { question: `how do I clean the air filter on ${name}`, solved: true });
	const { page } = await visitAs(site, 'Ada', options);
	const [set] = (await site.api<{ items: Made[] }>('GET', '/test-sets')).items;
	const at = `/test-sets/${set!.id}`;
	const runs = (await site.api<{ items: (Made & { against: string })[] }>('GET', `${at}/runs`)).items;
	const [question] = (await site.api<{ items: Made[] }>('GET', `${at}/questions`)).items;
	const [drafts, live] = ['drafts', 'live'].map((against) => runs.find((run) => run.against === against)!.id);
	const here = `/console/tests/${set!.id}`;
	const found = await walk(page, [
		'/console/tests',
		`${here}?show=runs`,
		`${here}/runs/${live}`,
		`${here}/runs/${drafts}`,
		`${here}/runs/${drafts}?with=${live}`,
		`${here}/questions/${question!.id}`,
		here,
	]);
	for (const [dialog, shown] of [
		['Add a question', 'Find an article'],
		['Import from the log', 'it helped whoever asked'],
		['Name and guard…', 'Remove the set'],
	] as const) {
		await press(page, dialog);
		await said(page, shown);
		found.push(...(await violations(page)));
		await page.keyboard.press('Escape');
	}
	expect(found).toEqual([]);
});

test('whoever may only read is offered no act', async () => {
	const { page } = await visitAs(site, 'Vera', DESK, '/console/tests');
	await page.getByRole('link', { name: /Must be right/ }).click();
	await said(page, OIL);
	expect(await page.locator('main button').count()).toBe(0);
});

const bodyOf = (text: string) => ({
	type: 'doc',
	content: [{ type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text }] }],
});

const stateOf = (article: string) =>
	site.api<{ has_draft: boolean; version: number }>('GET', `/articles/${article}/translations/en/draft`);
