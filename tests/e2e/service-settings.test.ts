import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openSite } from './site.ts';
import { enrolAll, go, LOOKS, press, said, visitAs, walk } from './team.ts';

const site = openSite();
const FAULT = '/console/services/report-fault';

type Listed = { items: { id: string; title: string }[] };
const offered = async () => (await site.api<Listed>('GET', '/services?lang=en')).items.map(({ title }) => title);
const untilOffered = (title: string, is: boolean) =>
	until(async () => (await offered()).includes(title) === is, 10_000);

beforeAll(() => enrolAll(site, { Ada: 'owner', Vera: 'viewer' }));

test('an owner takes a service off offer and puts it back, moves it, words it, and gives that to some and then to all', async () => {
	const { page, errors } = await visitAs(site, 'Ada');
	await page.getByRole('link', { name: 'Services' }).click();
	const toggle = page.getByRole('switch', { name: 'Offer Report a fault' });
	await toggle.click();
	await said(page, 'Report a fault is off.');
	await untilOffered('Report a fault', false);
	expect(await toggle.getAttribute('aria-checked')).toBe('false');
	await press(page, 'Undo');
	await untilOffered('Report a fault', true);

	await press(page, 'Move Report a fault down');
	await said(page, 'Report a fault is now in place 2.');
	await until(async () => (await offered())[1] === 'Report a fault', 10_000);

	await page.getByRole('link', { name: 'Report a fault' }).click();
	await said(page, 'Nobody has begun this here');
	await page.getByLabel('Title').fill('Tell us what broke');
	await press(page, 'Save the draft');
	await said(page, 'No customer has it yet.');
	await page.getByLabel('Language', { exact: true }).last().selectOption('vi');
	await said(page, 'Reworded in English, not here');
	expect(await offered()).toContain('Report a fault');
	await press(page, 'Give to 10 %');
	await said(page, 'With 10 % of customers');
	await press(page, 'Give to all');
	await untilOffered('Tell us what broke', true);
	await press(page, 'Go back to this Version 0');
	await untilOffered('Report a fault', true);
	expect(errors).toEqual([]);
});

test('whoever may only read changes nothing', async () => {
	const { page } = await visitAs(site, 'Vera', undefined, '/console/services');
	await said(page, 'an owner or editor can change it');
	expect(await page.getByRole('switch').first().isDisabled()).toBe(true);
	await go(page, FAULT);
	expect(await page.getByRole('button', { name: 'Save the draft' }).count()).toBe(0);
	expect(await page.getByLabel('Title').isDisabled()).toBe(true);
});

/** A customer who answers the first question, and then one badly. */
async function halfWay(): Promise<void> {
	const post = async (path: string, body: object, token?: string) => {
		const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
		const url = `${site.origin}/api/v1${path}`;
		return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
	};
	const { token } = await post('/sessions', {});
	const { id } = await post('/journeys', { service: 'report-fault', lang: 'en' }, token);
	await post(`/journeys/${id}/answers`, { name: 'danger', value: false }, token);
	await post(`/journeys/${id}/answers`, { name: 'runs', value: 'sideways' }, token);
}

test('what customers did stands question by question', async () => {
	for (let i = 0; i < 3; i++) await halfWay();
	const { page } = await visitAs(site, 'Vera', undefined, FAULT);
	await said(page, 'Journeys begun in the last 30 days: 3; finished: 0; still open: 3.');
	const cells = await page
		.getByRole('region', { name: 'Where customers stop' })
		.getByRole('row')
		.nth(2)
		.getByRole('cell')
		.allInnerTexts();
	expect(cells).toEqual(['3', '0', '3', '0']);
	await page.getByLabel('Language', { exact: true }).first().selectOption('en');
	await page.waitForURL('**?lang=en');
	await go(page, `${FAULT}?lang=vi`);
	await said(page, 'Nobody has begun this here');
});

test.each(LOOKS)('the pages are for everybody: %s', async (_, options) => {
	const { page } = await visitAs(site, 'Ada', options);
	expect(await walk(page, ['/console/services', FAULT, '/console/services/book-visit'])).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
