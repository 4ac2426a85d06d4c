import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeModel, fails, type Manner, says, startFakeModel } from '../support/fake-model.ts';
import { openSite } from './site.ts';
import { talking } from './talking.ts';
import { DESK, enrolAll, press, visitAs } from './team.ts';

const site = openSite();
const { customer } = talking(site);
let model: FakeModel;
let manner: Manner;

const MARKUP = '<img src=x onerror="document.title=1"> <a href="https://evil.example">click</a> https://evil.example';

beforeAll(async () => {
	await enrolAll(site, { Linh: 'agent' });
	model = await startFakeModel((asked, response) => manner(asked, response));
});
afterAll(() => model.close());

const set = (key: string, value: string) => site.api('PUT', `/settings/${key}`, { value });

test('where no model is set nobody is offered a translation', async () => {
	const lan = await customer('Máy nén không khởi động được.', { lang: 'vi' });
	const { page, errors } = await visitAs(site, 'Linh', DESK, `/console/inbox/${lan.id}`);
	await page.getByLabel('Reply to the customer').waitFor();
	expect(await page.getByRole('button', { name: /Translate/ }).count()).toBe(0);
	expect(errors).toEqual([]);
});

test('a message is read and a draft is worded in the other language, and what a model says is only text', async () => {
	await set('ai_base_url', model.url);
	await set('ai_model', 'words');
	const lan = await customer('Máy nén không khởi động được.', { lang: 'vi' });
	const { page, errors } = await visitAs(site, 'Linh', DESK, `/console/inbox/${lan.id}`);
	const message = page.getByRole('log').getByRole('listitem').filter({ hasText: 'Máy nén không khởi động được.' });
	manner = says(() => [MARKUP]);
	await message.getByLabel('More for this message').click();
	await press(page, 'Translate');
	await message.getByText(MARKUP).waitFor();
	expect(await message.locator('.translation :is(a, img)').count()).toBe(0);
	await message.getByText('Máy nén không khởi động được.').waitFor();

	manner = says(() => ['Bạn hãy đóng van rồi đợi 15 phút nhé.']);
	const field = page.getByLabel('Reply to the customer');
	await field.fill('Please close the valve and wait for 10 minutes.');
	await press(page, 'Translate into Vietnamese');
	const panel = page.getByRole('region', { name: 'Translate into Vietnamese' });
	await panel.getByText(/Its numbers differ/).waitFor();
	await press(page, 'Put it in the field');
	await panel.getByText('Please close the valve and wait for 10 minutes.').waitFor();
	expect(await field.inputValue()).toBe('Bạn hãy đóng van rồi đợi 15 phút nhé.');
	await press(page, 'Back to my words');
	expect(await field.inputValue()).toBe('Please close the valve and wait for 10 minutes.');
	await page.getByLabel('Close the translation').press('Escape');
	expect(await panel.count()).toBe(0);
	expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
	expect(await lan.heard()).not.toContain('Bạn hãy đóng van rồi đợi 15 phút nhé.');
	expect(errors).toEqual([]);
});

test('a model that fails is named, and what was written stays', async () => {
	manner = fails;
	const lan = await customer('Máy nén không khởi động được.', { lang: 'vi' });
	const { page } = await visitAs(site, 'Linh', DESK, `/console/inbox/${lan.id}`);
	const field = page.getByLabel('Reply to the customer');
	await field.fill('Please wait.');
	await press(page, 'Translate into Vietnamese');
	await page.getByText(/The model did not answer/).waitFor();
	expect(await field.inputValue()).toBe('Please wait.');
});
