import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { agentAt } from '../support/agent.ts';
import { violations } from './axe.ts';
import { openSite, PHONE } from './site.ts';

const site = openSite();
const PLAIN = { ...PHONE, javaScriptEnabled: false };
const VERIFIER = 'v'.repeat(43);
const REDIRECT = 'http://127.0.0.1:9/back';

async function wish(client_name = 'Helper') {
	const { client_id } = await posted('/oauth/register', JSON.stringify({ client_name, redirect_uris: [REDIRECT] }));
	const code_challenge = createHash('sha256').update(VERIFIER).digest('base64url');
	const query = { response_type: 'code', client_id, redirect_uri: REDIRECT, code_challenge, state: 's' };
	const address = `/oauth/authorize?${new URLSearchParams({ ...query, code_challenge_method: 'S256' })}`;
	return { client_id, address: site.origin + address };
}

const posted = async (path: string, body: string | URLSearchParams) => {
	const type = typeof body === 'string' ? 'application/json' : 'application/x-www-form-urlencoded';
	return (await fetch(site.origin + path, { method: 'POST', body, headers: { 'content-type': type } })).json();
};

test('without JavaScript, on a phone: a program is allowed, taken back to, and acts for whoever allowed it', async () => {
	const { page } = await site.visit(PLAIN);
	const { client_id, address } = await wish();
	await page.goto(address);
	await page.getByText('Helper would like to act for you').waitFor();
	await page.getByText('It takes you back to 127.0.0.1:9').waitFor();
	// Nobody listens there: that it was asked for is all there is to see.
	const back = page.waitForRequest((request) => request.url().startsWith(REDIRECT));
	await page.getByRole('button', { name: 'Allow' }).click();
	const { searchParams } = new URL((await back).url());
	expect(Object.fromEntries(searchParams)).toMatchObject({ state: 's', iss: site.origin });
	const grant = { grant_type: 'authorization_code', client_id, redirect_uri: REDIRECT, code_verifier: VERIFIER };
	const body = new URLSearchParams({ ...grant, code: searchParams.get('code') ?? '' });
	const { access_token: token } = await posted('/oauth/token', body);
	const agent = await agentAt(site.origin, { token });
	expect((await agent.use('talk_to_a_person', { text: 'It leaks' })).failed).toBe(false);
	await agent.leave();
});

test('whoever does not allow it goes back without, and a program that is not known takes nobody anywhere', async () => {
	const { page } = await site.visit();
	const { address } = await wish();
	await page.goto(address);
	const refusal = await page.getByRole('link', { name: 'Do not allow' }).getAttribute('href');
	expect(new URL(refusal ?? '').searchParams.get('error')).toBe('access_denied');
	await page.getByRole('link', { name: 'Sign in' }).last().click();
	await page.getByRole('button', { name: 'Send me a code' }).waitFor();
	expect(new URL(page.url()).searchParams.get('next')).toMatch(/^\/en\/connect\?response_type=code/);
	await page.goto(address.replace('127.0.0.1%3A9', 'evil.example'));
	await page.getByText('This link does not work').waitFor();
	await page.goto(`${site.origin}/en/connect`);
	await page.getByText('This link does not work').waitFor();
});

test('everybody can read what they allow, in every language', async () => {
	const { page, errors } = await site.visit();
	const { address } = await wish('A program with a rather long name that nobody has ever heard of');
	for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'vi', 'th']) {
		await page.goto(address.replace('/oauth/authorize', `/${lang}/connect`));
		expect(await violations(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	}
	expect(errors).toEqual([]);
});
