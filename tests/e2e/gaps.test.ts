import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { askAs, countNow } from './asked.ts';
import { openSite } from './site.ts';
import { browserOf, enrolAll, go, LOOKS, press, said, visitAs, walk } from './team.ts';

const site = openSite();
const ASKED = [
	'How do I reset the password of the controller?',
	'reset controller password',
	'I forgot the controller password, how can I reset it',
];
type Gap = { id: string; question: string; status: string; questions: number };
const gapOf = async () => {
	const { items } = await site.api<{ items: Gap[] }>('GET', '/gaps');
	return items.find(({ question }) => ASKED.includes(question));
};

beforeAll(async () => {
	await enrolAll(site, { Ada: 'owner', Vera: 'viewer' });
	for (const question of ASKED) await askAs(site, { question });
	await countNow(site);
	await until(async () => (await gapOf())?.questions === ASKED.length);
});

test('a gap becomes an article, and publishing it closes the gap', { timeout: 90_000 }, async () => {
	const { page, errors } = await visitAs(site, 'Ada');
	await page.getByRole('link', { name: 'Gaps' }).click();
	await said(page, '3 customers, 3 questions');
	await press(page, 'Begin the article');
	await page.waitForURL('**/console/gaps/*-*');
	await said(page, 'Being written');
	const { id } = (await gapOf())!;
	await page.getByRole('link', { name: 'Go on writing' }).click();
	await page.waitForURL('**/console/articles/*/en');
	const article = new URL(page.url()).pathname.split('/')[3];
	const at = `/articles/${article}/translations/en`;
	const { text, revision } = await site.api<{ text: object; revision: number }>('GET', `${at}/draft`);
	const paragraph = { type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: 'Hold the key down.' }] };
	const body = { type: 'doc', content: [paragraph] };
	const saved = await site.api<{ revision: number }>('PUT', `${at}/draft`, { revision, ...text, body });
	await site.api('POST', `${at}/publication`, { revision: saved.revision });
	await until(async () => (await site.api<Gap>('GET', `/gaps/${id}`)).status === 'closed', 60_000);
	await go(page, '/console/gaps?status=closed');
	await said(page, '3 of 3 find the right article now.');
	expect(errors).toEqual([]);
});

test('a gap is merged with one that is being written, taken apart on its page, and never begun twice', async () => {
	const { page, errors } = await browserOf(site, 'Ada');
	const [written, other] = ['can a zebra be delivered', 'who repairs bicycles at night'] as const;
	const named = async (question: string) =>
		(await site.api<{ items: Gap[] }>('GET', '/gaps')).items.find((gap) => gap.question === question);
	for (const question of [written, other]) await askAs(site, { question });
	await countNow(site);
	const { id } = (await named(written))!;
	await site.api('POST', `/gaps/${id}/draft`, {});
	await go(page, `/console/gaps/${(await named(other))!.id}`);
	await press(page, 'Merge with…');
	await page.getByRole('dialog').getByRole('button', { name: written }).click();
	await page.waitForURL(`**/console/gaps/${id}`);
	await said(page, 'Merged into this gap');
	await press(page, 'Take apart');
	await page.getByText('Merged into this gap').waitFor({ state: 'detached' });
	await site.api('PUT', `/gaps/${id}/closure`);
	await askAs(site, { question: written });
	await countNow(site);
	await go(page, '/console/gaps');
	await page.locator('.rows li', { hasText: written }).getByRole('link', { name: 'Go on writing' }).waitFor();
	expect(errors).toEqual([]);
});

test('the log is narrowed by what is typed, explains an answer, and gives a question to an article', async () => {
	const { page, errors } = await visitAs(site, 'Ada');
	await askAs(site, { question: 'my giraffe would like a refund' });
	await go(page, '/console/questions');
	await page.getByRole('link', { name: /giraffe/ }).click();
	await said(page, 'Why it scores so now');
	await press(page, 'Belongs to an article…');
	await page.getByLabel('Find an article').fill('password');
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /password/ })
		.first()
		.click();
	await page.getByLabel('Example question').fill('Can a giraffe have a refund?');
	await press(page, 'Add the example');
	await said(page, 'Belongs to');
	const { pathname } = new URL(page.url());
	// Undoing is for the question it was done to, whatever question is shown by then.
	await page.getByRole('link', { name: ASKED[1]! }).click();
	await page.waitForURL((url) => url.pathname !== pathname);
	const undone = page.waitForResponse((response) => response.request().method() === 'DELETE');
	await press(page, 'Undo');
	expect(new URL((await undone).url()).pathname).toBe(`${pathname.replace('/console', '/api/v1')}/article`);
	await go(page, pathname);
	await page.getByRole('button', { name: 'Belongs to an article…' }).waitFor();
	await page.getByLabel('Words').pressSequentially('nothing like this', { delay: 120 });
	await page.waitForURL('**/console/questions?q=nothing+like+this');
	await said(page, 'No question fits this filter');
	expect(errors).toEqual([]);
});

test('a synonym is tried out, taught and forgotten', async () => {
	const { page, errors } = await browserOf(site, 'Ada');
	await go(page, '/console/words');
	await said(page, 'The search knows no words of yours yet');
	await press(page, 'Teach a word');
	await page.getByLabel('Word or phrase').fill('passphrase');
	await page.getByLabel('Also means').fill('password');
	await press(page, 'See what would change');
	await said(page, 'recent questions asked again');
	await press(page, 'Teach it');
	await page.getByRole('button', { name: 'Remove: passphrase' }).click();
	await said(page, 'The search knows no words of yours yet');
	await press(page, 'Undo');
	await page.getByRole('button', { name: 'Remove: passphrase' }).click();
	await said(page, 'The search knows no words of yours yet');
	expect(errors).toEqual([]);
	await page.context().setOffline(true);
	await press(page, 'Undo');
	await said(page, 'There is no connection to the server');
});

test('whoever may only read is offered no act', async () => {
	const { page } = await browserOf(site, 'Vera');
	await go(page, '/console/gaps?status=closed');
	await page.locator('.rows a').first().click();
	await said(page, '3 customers, 3 questions');
	expect(await page.locator('main .act').count()).toBe(0);
	await go(page, '/console/words');
	expect(await page.getByRole('button', { name: 'Teach a word' }).count()).toBe(0);
});

test.each(LOOKS)('every screen is sound and fits on %s', { timeout: 60_000 }, async (_, options) => {
	const { page } = await visitAs(site, 'Ada', options);
	const [question] = (await site.api<{ items: { id: string }[] }>('GET', '/questions')).items;
	const gap = await gapOf();
	const paths = [
		'questions',
		'questions?outcome=service',
		`questions/${question!.id}`,
		'gaps',
		'gaps?status=closed',
		`gaps/${gap!.id}`,
		'words',
		'words?lang=th',
	];
	expect(
		await walk(
			page,
			paths.map((path) => `/console/${path}`),
		),
	).toEqual([]);
});
