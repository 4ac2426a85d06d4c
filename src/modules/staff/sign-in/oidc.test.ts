import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callAs, cookieOf, testMember } from '../../../../tests/support/member.ts';
import { startOidc } from '../../../../tests/support/oidc.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';

let one: TestServer;
let provider: Awaited<ReturnType<typeof startOidc>>;
beforeAll(async () => {
	provider = await startOidc('saunders');
	const env = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'saunders', OIDC_CLIENT_SECRET: 'shared secret' };
	one = await testServer({ env });
});
afterAll(async () => {
	await one.stop();
	await provider.stop();
});
beforeEach(() => {
	provider.account = { sub: crypto.randomUUID(), email: 'kim@team.example', name: 'Kim', email_verified: true };
});

/** From the button to wherever the browser lands, with the cookies it then has. */
async function signInElsewhere() {
	const begun = await one.call('POST', '/api/auth/sign-in/social', {
		as: null,
		body: { provider: 'oidc', callbackURL: '/console', errorCallbackURL: '/console/sign-in?refused=1' },
		headers: { origin: one.origin },
	});
	const cookie = cookieOf(begun);
	const there = await fetch(begun.body.url, { redirect: 'manual' });
	const back = new URL(there.headers.get('location') ?? '');
	const landed = await one.call('GET', back.pathname + back.search, { as: null, headers: { cookie } });
	return { to: landed.headers.get('location') ?? '', call: callAs(one, cookieOf(landed, cookie)) };
}

test('somebody who was invited comes with the account they have elsewhere, without a password of ours', async () => {
	const owner = await testMember(one, 'owner');
	await owner.call('POST', '/api/v1/members', { body: { name: 'Kim', email: 'kim@team.example', role: 'editor' } });
	const { to, call } = await signInElsewhere();
	expect(to).toBe('/console');
	const { items } = (await call('GET', '/api/v1/members')).body;
	const kim = items.find(({ email }: { email: string }) => email === 'kim@team.example');
	expect([kim.role, kim.joined_at === null]).toEqual(['editor', false]);
});

test('whoever is not on the team stays outside, and so does an address that nobody proved', async () => {
	provider.account = { ...provider.account, email: 'stranger@elsewhere.example' };
	const stranger = await signInElsewhere();
	expect(stranger.to).toContain('/console/sign-in?refused=1');
	expect((await stranger.call('GET', '/api/v1/members')).status).toBe(401);
	await testMember(one, 'editor', 'lee');
	provider.account = { ...provider.account, email: 'lee@team.example', email_verified: false };
	expect((await (await signInElsewhere()).call('GET', '/api/v1/members')).status).toBe(401);
});
