import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openSite, PHONE } from './site.ts';
import { talking } from './talking.ts';
import { DESK, enrolAll, LOOKS, press, said, visitAs, walk } from './team.ts';

const site = openSite();
const { customer } = talking(site);
const subjects = (page: Page) => page.locator('.list .subject').allTextContents();
const open = (page: Page, text: string) => page.locator('.list a', { hasText: text }).click();
const write = (page: Page, field: string, text: string) => page.getByLabel(field).fill(text);
const keep = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
const isAnswered = (page: Page) => until(async () => (await page.locator('.sending').count()) === 0);

beforeAll(() => enrolAll(site, { Ada: 'owner', Linh: 'agent', Noi: 'agent', Vera: 'viewer' }));

test('what is handed over is read with all that is known, answered, and closed with a way back', async () => {
	const mia = await customer('The belt squeaks', { email: 'mia@example.com' });
	const { page, errors } = await visitAs(site, 'Linh', DESK, '/console/inbox');
	await open(page, 'The belt squeaks');
	const packet = page.getByRole('group', { name: 'What is known' });
	await packet.getByText('It was written in the contact form.').waitFor();
	expect(await packet.textContent()).toContain('mia@example.com');
	await press(page, 'Take it');
	await said(page, 'It is yours now.');
	await write(page, 'Reply to the customer', 'Tighten the belt by a quarter turn.');
	await press(page, 'Send');
	await isAnswered(page);
	expect(await mia.heard()).toContain('Tighten the belt by a quarter turn.');
	await mia.say('It is quiet now');
	await said(page, 'It is quiet now');
	await press(page, 'Close');
	await until(async () => (await mia.status()) === 'closed');
	await press(page, 'Undo');
	await until(async () => (await mia.status()) === 'open');
	expect(errors).toEqual([]);
});

test('what was given back to the assistant is taken back by its undo', async () => {
	const ida = await customer('To and fro');
	const { page, errors } = await visitAs(site, 'Linh', DESK, '/console/inbox');
	await open(page, 'To and fro');
	await press(page, 'Take it');
	await said(page, 'It is yours now.');
	await page.getByLabel('More', { exact: true }).first().click();
	await press(page, 'Hand back to the assistant');
	await page.getByRole('dialog').getByRole('button', { name: 'Hand back to the assistant' }).click();
	await said(page, 'The assistant has it again.');
	await press(page, 'Undo');
	await page.getByRole('log').getByText('Linh joined').waitFor();
	expect((await site.api<{ holder: string }>('GET', `/conversations/${ida.id}`)).holder).toBe('team');
	expect(errors).toEqual([]);
});

test('a note stays within the team, and who is mentioned in it is found by @', async () => {
	const bo = await customer('The hose leaks');
	const { page, errors } = await visitAs(site, 'Linh', DESK, '/console/inbox');
	await open(page, 'The hose leaks');
	await page.getByLabel('Reply to the customer').waitFor();
	await page.keyboard.press('n');
	await page.keyboard.type('Ask @no');
	await page.getByRole('option', { name: 'Noi' }).waitFor();
	await page.keyboard.press('Enter');
	await page.keyboard.type('about the seal');
	await page.keyboard.press('Control+Enter');
	await isAnswered(page);
	await page.getByRole('log').getByText('Ask @Noi about the seal').waitFor();
	expect(await bo.heard()).not.toContain('Ask @Noi about the seal');
	const noi = await visitAs(site, 'Noi', DESK, '/console/inbox?view=mentions');
	await until(async () => (await subjects(noi.page)).includes('The hose leaks'));
	expect([...errors, ...noi.errors]).toEqual([]);
});

test('many are put off at once and brought back by one undo', async () => {
	for (const name of ['one', 'two', 'three']) await customer(`Bulk ${name}`);
	const { page, errors } = await visitAs(site, 'Linh', DESK, '/console/inbox');
	const left = async () => (await subjects(page)).filter((subject) => subject.startsWith('Bulk')).length;
	await until(async () => (await left()) === 3);
	const rows = page.locator('.list li', { hasText: 'Bulk' });
	await rows.first().getByRole('checkbox').check();
	await rows
		.last()
		.getByRole('checkbox')
		.click({ modifiers: ['Shift'] });
	await said(page, '3 chosen');
	await page.getByRole('toolbar').getByRole('button', { name: 'Close' }).click();
	await until(async () => (await left()) === 0);
	await press(page, 'Undo');
	await until(async () => (await left()) === 3);
	expect(errors).toEqual([]);
});

test('everything goes by keys alone', async () => {
	const kim = await customer('Keys only');
	const { page, errors } = await visitAs(site, 'Noi', DESK, '/console/inbox');
	await until(async () => (await subjects(page))[0] === 'Keys only');
	await page.keyboard.press('j');
	await page.keyboard.press('Enter');
	await page.getByLabel('Reply to the customer').waitFor();
	await page.keyboard.press('m');
	await said(page, 'Assigned to Noi.');
	await page.keyboard.press('r');
	await page.keyboard.type('Without a mouse');
	await page.keyboard.press('Control+Enter');
	await isAnswered(page);
	expect(await kim.heard()).toContain('Without a mouse');
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await page.getByRole('dialog', { name: 'Keys' }).getByText('Put off').waitFor();
	await page.keyboard.press('Escape');
	await page.keyboard.press('e');
	await until(async () => (await kim.status()) === 'closed');
	expect(errors).toEqual([]);
});

test('two at one conversation see each other type', async () => {
	await customer('Two at once');
	const [linh, noi] = [
		await visitAs(site, 'Linh', DESK, '/console/inbox'),
		await visitAs(site, 'Noi', DESK, '/console/inbox'),
	];
	for (const { page } of [linh, noi]) {
		await open(page, 'Two at once');
		await page.getByLabel('Reply to the customer').waitFor();
	}
	await noi.page.getByLabel('Reply to the customer').pressSequentially('I am on');
	await said(linh.page, 'Noi is typing…');
	expect([...linh.errors, ...noi.errors]).toEqual([]);
});

test('whoever answers while a colleague did is shown that first, and may send all the same', async () => {
	const zoe = await customer('Answered twice');
	const [linh, noi] = [
		await visitAs(site, 'Linh', DESK, '/console/inbox'),
		await visitAs(site, 'Noi', DESK, '/console/inbox'),
	];
	for (const { page } of [linh, noi]) {
		await open(page, 'Answered twice');
		await page.getByLabel('Reply to the customer').waitFor();
	}
	await linh.page.getByText('Noi has this open too').first().waitFor({ state: 'attached' });
	// What Linh sees stands still, as it does when both press at once.
	await linh.page.route('**/stream*', (route) => route.abort());
	await linh.page.reload();
	await linh.page.locator('html[data-alive]').waitFor();
	await write(noi.page, 'Reply to the customer', 'It is the valve');
	await press(noi.page, 'Send');
	await isAnswered(noi.page);
	await write(linh.page, 'Reply to the customer', 'It is the hose');
	await press(linh.page, 'Send');
	await said(linh.page, 'A colleague answered meanwhile. Look before you send.');
	expect(await zoe.heard()).not.toContain('It is the hose');
	await press(linh.page, 'Send anyway');
	await until(async () => (await zoe.heard()).includes('It is the hose'));
});

test('what is said often goes out in the language of the conversation, with its variables', async () => {
	const bodies = { en: 'Hello, {agent.name} here.', vi: 'Chào bạn, tôi là {agent.name}.' };
	await site.api('POST', '/canned-replies', { title: 'Greeting', shortcut: 'hi', bodies, is_shared: true });
	await customer('Máy kêu to', { lang: 'vi' });
	const { page, errors } = await visitAs(site, 'Linh', DESK, '/console/inbox');
	await open(page, 'Máy kêu to');
	await page.getByLabel('Reply to the customer').pressSequentially('/hi');
	await page.getByRole('option', { name: /Greeting/ }).waitFor();
	await page.keyboard.press('Enter');
	await until(async () => (await page.getByLabel('Reply to the customer').inputValue()) === 'Chào bạn, tôi là Linh.');
	expect(errors).toEqual([]);
});

test('an owner makes tags and macros, and one press of a macro tags, notes and closes, with a way back', async () => {
	const ivy = await customer('For the macro');
	const { page, errors } = await visitAs(site, 'Ada', DESK, '/console/settings/inbox');
	await press(page, 'New tag');
	await page.getByRole('textbox', { name: 'Name' }).fill('billing');
	await keep(page);
	await press(page, 'New macro');
	await page.getByRole('textbox', { name: 'Name' }).fill('Billing done');
	await page.getByRole('combobox', { name: 'Step', exact: true }).selectOption('Add a tag');
	await page.getByLabel('Add a tag').selectOption('billing');
	await press(page, 'Add a step');
	await page.getByRole('combobox', { name: 'Step', exact: true }).nth(1).selectOption('Close');
	await keep(page);
	await page.getByText('Add a tag → Close').waitFor();
	await page.goto(`/console/inbox/${ivy.id}`);
	await page.locator('html[data-alive]').waitFor();
	await page.keyboard.press('p');
	await page.getByRole('option', { name: 'Billing done' }).click();
	await until(async () => (await ivy.status()) === 'closed');
	const tag = page.getByRole('article').getByText('billing', { exact: true });
	await tag.waitFor();
	await press(page, 'Undo');
	await until(async () => (await ivy.status()) === 'open');
	await tag.waitFor({ state: 'detached' });
	await page.keyboard.press('t');
	await page.getByRole('option', { name: /billing/ }).click();
	await said(page, 'Tagged billing.');
	expect(errors).toEqual([]);
});

test('what was said is found by its words, marked, and by beginnings of words', async () => {
	await customer('The gasket of number seven is gone');
	const { page, errors } = await visitAs(site, 'Noi', DESK, '/console/inbox');
	await page.keyboard.press('/');
	await page.keyboard.type('gask');
	await until(async () => (await subjects(page)).join() === 'The gasket of number seven is gone');
	expect(await page.locator('.list mark').first().textContent()).toBe('gasket');
	expect(errors).toEqual([]);
});

test('a view that was narrowed down is saved under a name', async () => {
	await customer('Tiếng Việt', { lang: 'vi' });
	const { page, errors } = await visitAs(site, 'Linh', DESK, '/console/inbox?lang=vi');
	await page.getByRole('heading', { name: 'Open' }).click();
	await press(page, 'Save this view');
	await page.getByRole('textbox', { name: 'Name' }).fill('In Vietnamese');
	await keep(page);
	await page.getByRole('heading', { name: 'In Vietnamese' }).waitFor();
	expect(errors).toEqual([]);
});

test('what is being written waits in this browser, and what did not arrive is sent again', async () => {
	const eve = await customer('Cut off');
	const { page } = await visitAs(site, 'Linh', DESK, '/console/inbox');
	await open(page, 'Cut off');
	await write(page, 'Reply to the customer', 'Half a sentence');
	await page.reload();
	await page.locator('html[data-alive]').waitFor();
	expect(await page.getByLabel('Reply to the customer').inputValue()).toBe('Half a sentence');
	await page.context().setOffline(true);
	await press(page, 'Send');
	await said(page, /Not sent\./);
	await page.context().setOffline(false);
	await press(page, 'Try again');
	await until(async () => (await eve.heard()).includes('Half a sentence'));
});

test('new ones are announced while somebody reads further down, and come in at the top', async () => {
	for (let at = 0; at < 14; at++) await customer(`Long list ${at}`);
	const { page, errors } = await visitAs(site, 'Ada', DESK, '/console/inbox');
	await until(async () => (await subjects(page)).length > 12);
	const scroller = page.locator('.list .scroller');
	await scroller.evaluate((each) => (each.scrollTop = 300));
	const before = await scroller.evaluate((each) => each.scrollTop);
	await customer('Just came in');
	await said(page, '1 new');
	expect([await scroller.evaluate((each) => each.scrollTop), (await subjects(page)).includes('Just came in')]).toEqual([
		before,
		false,
	]);
	await press(page, '1 new');
	await until(async () => (await subjects(page))[0] === 'Just came in');
	expect(errors).toEqual([]);
});

test('on a phone list, conversation and what is known of the customer are steps with a way back', async () => {
	await customer('From a phone', { email: 'pho@example.com' });
	const { page, errors } = await visitAs(site, 'Noi', PHONE, '/console/inbox');
	await open(page, 'From a phone');
	await page.getByLabel('Reply to the customer').waitFor();
	expect(await page.locator('.list').isVisible()).toBe(false);
	await press(page, 'About the customer');
	await page.getByRole('dialog', { name: 'About the customer' }).getByText('Language').waitFor();
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: 'Back to the list' }).click();
	await page.locator('.list a', { hasText: 'From a phone' }).waitFor();
	expect(new URL(page.url()).pathname).toBe('/console/inbox');
	expect(errors).toEqual([]);
});

test('what the assistant asks a colleague is answered from the inbox, and the customer reads it', async () => {
	const una = await customer('Do you repair lawn mowers on Sundays?', { to: 'assistant' });
	await until(async () => (await una.heard()).length > 1);
	await una.askColleague();
	const { page, errors } = await visitAs(site, 'Linh', DESK, '/console/inbox');
	await page.getByRole('link', { name: /The assistant's questions/ }).click();
	const card = page.getByRole('region', { name: 'The assistant does not know this. Do you?' });
	await card.getByLabel('Your answer').fill('No, only compressors.');
	await card.getByRole('button', { name: 'Give the answer' }).click();
	await said(page, 'No questions');
	await until(async () => (await una.heard()).some((text) => text.includes('No, only compressors.')));
	expect(errors).toEqual([]);
});

test('whoever may not read conversations is led past the inbox', async () => {
	const { page } = await visitAs(site, 'Vera');
	expect(await page.getByRole('link', { name: 'Inbox' }).count()).toBe(0);
	const reply = await page.goto('/console/inbox');
	expect(reply?.status()).toBe(403);
});

test.each(LOOKS)('axe finds nothing wrong on %s', async (_, options) => {
	const { id } = await customer('For the eye', { email: 'eye@example.com' });
	const { page, errors } = await visitAs(site, 'Linh', options);
	expect(
		await walk(page, ['/console/inbox', `/console/inbox/${id}`, '/console/inbox/questions', '/console/settings/inbox']),
	).toEqual([]);
	expect(errors).toEqual([]);
});
