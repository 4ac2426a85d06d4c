import { createHmac } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openSite } from './site.ts';
import { browserOf, enrolAll, go, LOOKS, press, said, visitAs, walk } from './team.ts';

const site = openSite();
let kim: string;
let lan: string;

beforeAll(async () => {
	await enrolAll(site, { Ada: 'owner', Grace: 'agent', Vera: 'viewer' });
	kim = await writeAs('kim@example.com');
	lan = await writeAs('lan@example.com');
});

/** A customer who writes to the team; answers their id. */
async function writeAs(email: string): Promise<string> {
	const { token, customer_id } = await site.api<{ token: string; customer_id: string }>('POST', '/sessions', {});
	const response = await fetch(`${site.origin}/api/v1/conversations`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ text: 'It hums.', email }),
	});
	expect(response.status).toBe(201);
	return customer_id;
}

test('an agent finds a customer, says who else they are, and takes that back', async () => {
	const { page, errors } = await visitAs(site, 'Grace');
	await page.getByRole('link', { name: 'Customers' }).click();
	await page.getByLabel('Address, number, name or id').fill('nobody');
	await said(page, 'Nobody like this');
	await page.getByLabel('Address, number, name or id').fill('Kim@example.com');
	await page.getByRole('link', { name: /kim@example\.com/ }).click();
	await page.waitForURL(`**/console/customers/${kim}`);
	await said(page, 'opened a conversation');
	expect(await page.getByRole('button', { name: 'Erase…' }).count()).toBe(0);
	await press(page, 'Merge with another…');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Address, number, name or id').fill('lan@example.com');
	await dialog.getByRole('radio').check();
	await dialog.getByLabel('How do you know?').fill('She told me on the phone');
	await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
	await said(page, 'Grace said so: “She told me on the phone”');
	await page.locator('main').getByText('lan@example.com').waitFor();
	await go(page, `/console/customers/${lan}`);
	await page.waitForURL(`**/console/customers/${kim}`);
	await press(page, 'Undo this merge');
	await page.locator('main').getByText('lan@example.com').waitFor({ state: 'detached' });
	await said(page, 'undid a merge of customers');
	expect(errors).toEqual([]);
});

test('an agent says to which groups a customer belongs, and takes that back', async () => {
	const { page, errors } = await visitAs(site, 'Grace');
	await go(page, `/console/customers/${lan}`);
	const groups = page.getByLabel('Groups');
	await groups.fill('Contract, Dealer');
	await press(page, 'Save');
	await said(page, 'changed the groups of a customer');
	await go(page, `/console/customers/${lan}`);
	expect(await groups.inputValue()).toBe('Contract, Dealer');
	await groups.fill('Dealer');
	await press(page, 'Save');
	await press(page, 'Undo');
	await until(async () => (await groups.inputValue()) === 'Contract, Dealer');
	expect(errors).toEqual([]);
});

test('an owner takes away what is kept of a customer, and erases them', async () => {
	const { page, errors } = await visitAs(site, 'Ada');
	const gone = await writeAs('gone@example.com');
	await go(page, `/console/customers/${gone}`);
	const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Download their data')]);
	expect(file.suggestedFilename()).toBe(`customer-${gone}.json`);
	await press(page, 'Erase…');
	const erase = page.getByRole('dialog').getByRole('button', { name: 'Erase', exact: true });
	expect(await erase.isDisabled()).toBe(true);
	await page.getByRole('checkbox').check();
	await erase.click();
	await page.waitForURL('**/console/customers');
	await go(page, `/console/customers/${gone}`);
	await said(page, 'Erased this minute');
	await said(page, 'erased a customer');
	expect(await page.locator('main').getByText('gone@example.com').count()).toBe(0);
	expect(errors).toEqual([]);
});

test('whoever may not read customers is neither led to them nor let in', async () => {
	const { page } = await browserOf(site, 'Vera');
	await go(page, '/console/customers');
	await said(page, 'Your role does not allow this');
	expect(await page.getByRole('link', { name: 'Customers' }).count()).toBe(0);
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
function signed(claims: object, secret: string): string {
	const body = `${encode({ alg: 'HS256' })}.${encode(claims)}`;
	return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

test('an owner makes a secret for their site, tries a token, changes the secret and revokes the old one', async () => {
	const { page, errors } = await visitAs(site, 'Ada');
	await go(page, '/console/settings');
	await page.getByRole('link', { name: 'Your own site' }).click();
	await said(page, 'every token is refused');
	await press(page, 'Make a secret');
	const secret = await page.getByRole('dialog').getByLabel('Secret').inputValue();
	await press(page, 'Close');
	expect(await page.content()).not.toContain(secret);
	for (const language of ['Node', 'Python', 'PHP', 'Ruby', 'Go', 'C#']) {
		await page.getByLabel('Written in').selectOption(language);
		await page.locator('pre').getByText('email_verified').first().waitFor();
	}
	const exp = Math.floor(Date.now() / 1_000) + 600;
	const check = async (token: string, words: string) => {
		await page.getByLabel('Token').fill(token);
		await press(page, 'Check it');
		await said(page, words);
	};
	await check(signed({ sub: 'u-1', exp }, secret), 'This token is good');
	await check(signed({ sub: 'u-1', exp }, 'another'), 'None of the keys above signed it');
	await check(signed({ sub: 'u-1', exp, aud: 'https://other.example' }, secret), 'It is for another place');
	await check(signed({ sub: 'u-1', exp, email: 'nobody' }, secret), 'under “email” is not as it should be');
	await press(page, 'Use a public key…');
	await page.getByLabel('Public key, as PEM or JWK').fill('-----BEGIN PRIVATE KEY-----');
	await press(page, 'Use this key');
	await said(page, 'This is a private key');
	await press(page, 'Close');
	await press(page, 'Make a secret');
	await press(page, 'Close');
	await said(page, 'There are two already');
	expect(await page.getByRole('button', { name: 'Make a secret' }).isDisabled()).toBe(true);
	await press(page, 'Revoke');
	await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
	await check(signed({ sub: 'u-1', exp }, secret), 'None of the keys above signed it');
	// Of the private key.
	expect(errors.filter((text) => !text.includes('422'))).toEqual([]);
});

test.each(LOOKS)('every screen is sound and fits on %s', { timeout: 60_000 }, async (_, options) => {
	const { page } = await visitAs(site, 'Ada', options);
	await site.api('POST', `/customers/${await writeAs('one@example.com')}/merges`, {
		from: await writeAs('a.rather.long.address.of.somebody@a-long-name.example.com'),
		why: 'A reason',
	});
	const paths = ['customers', 'customers?q=nobody', `customers/${kim}`, 'settings/identity'];
	const [merged] = (await site.api<{ items: { id: string }[] }>('GET', '/customers?q=one@example.com')).items;
	const all = [...paths, `customers/${merged!.id}`].map((path) => `/console/${path}`);
	expect(await walk(page, all)).toEqual([]);
});
