import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openSite } from './site.ts';
import { talking } from './talking.ts';
import { DESK, enrolAll, press, visitAs } from './team.ts';

const site = openSite();
const { customer } = talking(site);

beforeAll(() => enrolAll(site, { Ada: 'owner', Linh: 'agent' }));

test('a suggested reply is put into the field with where it stands, and goes out only when it is sent', async () => {
	const lea = await customer('Do you repair lawn mowers on Sundays?');
	const { page, errors } = await visitAs(site, 'Linh', DESK, `/console/inbox/${lea.id}`);
	const before = await lea.heard();
	await press(page, 'Suggest a reply');
	const suggested = page.getByRole('region', { name: 'Suggested replies' });
	await suggested
		.getByRole('button', { name: /^Insert/ })
		.first()
		.click();
	const field = page.getByLabel('Reply to the customer');
	await until(async () => /https?:\/\//.test(await field.inputValue()));
	expect(await suggested.count()).toBe(0);
	expect(await lea.heard()).toEqual(before);
	expect(errors).toEqual([]);
});

test('an owner sees what happened, and makes an answer an article', async () => {
	const gus = await customer('How long does the oil last?');
	const { page, errors } = await visitAs(site, 'Ada', DESK, `/console/inbox/${gus.id}`);
	await page.getByLabel('Reply to the customer').fill('The oil lasts two thousand hours.');
	await press(page, 'Send');
	await page.getByText('What happened', { exact: true }).first().click();
	await page
		.getByRole('complementary', { name: 'About the customer' })
		.getByText('handed a conversation over to the team')
		.waitFor();
	const answer = page.getByRole('log').getByRole('listitem').filter({ hasText: 'The oil lasts two thousand hours.' });
	await answer.getByLabel('More for this message').click();
	await press(page, 'Make this an article');
	await page.waitForURL('**/console/articles/**');
	expect(errors).toEqual([]);
});
