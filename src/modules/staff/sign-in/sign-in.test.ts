import { afterAll, beforeAll, expect, test } from 'vitest';
import { callAs, cookieOf, PASSWORD, signIn, testMember } from '../../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { totp } from '../../../../tests/support/totp.ts';

let one: TestServer;
beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const auth = (path: string, cookie: string, body: unknown = {}, headers: Record<string, string> = {}) =>
	one.call('POST', `/api/auth${path}`, { as: null, body, headers: { cookie, origin: one.origin, ...headers } });

const happened = async (id: string) => {
	const facts = await one.app.database.db
		.selectFrom('events')
		.select(['name', 'payload'])
		.where('subject_id', '=', id)
		.orderBy('seq')
		.execute();
	return facts.map(({ name, payload }) => [name, payload]);
};

test('a member signs in, is known by the cookie, and nobody after signing out', async () => {
	const ann = await testMember(one, 'editor', 'ann');
	expect((await ann.call('GET', '/api/v1/members')).status).toBe(200);
	expect((await auth('/sign-out', ann.cookie)).status).toBe(200);
	const later = callAs(one, `${ann.cookie}; other=1`);
	expect((await later('GET', '/api/v1/members')).status).toBe(401);
	expect(await happened(ann.id)).toEqual([
		['member.joined', {}],
		['member.signed_in', { by: 'password' }],
	]);
});

test('a wrong password and an unknown address are told the same, and only the first is written down', async () => {
	const bob = await testMember(one, 'viewer', 'bob');
	const wrong = await signIn(one, bob.email, 'not the password');
	const unknown = await signIn(one, 'nobody@team.example', 'not the password');
	expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
	expect((await happened(bob.id)).at(-1)).toEqual(['member.sign_in_failed', { by: 'password' }]);
});

test('whoever tries passwords is stopped after ten, also with the right one', async () => {
	const cat = await testMember(one, 'viewer', 'cat');
	const tries = [];
	for (let i = 0; i < 10; i++) tries.push((await signIn(one, cat.email, `guess number ${i}`)).status);
	expect(new Set(tries.slice(0, 9))).toEqual(new Set([401]));
	const last = await signIn(one, cat.email, PASSWORD);
	expect([last.status, last.body.code]).toEqual([429, 'too_many_requests']);
	await one.app.database.db.deleteFrom('limits').execute();
});

test('signing out is not counted as a try to get in, and challenges for passkeys are counted by themselves', async () => {
	const { db } = one.app.database;
	const spent = () => db.selectFrom('limits').select(['bucket', 'count']).orderBy('bucket').execute();
	const gil = await testMember(one, 'viewer', 'gil');
	const before = await spent();
	expect((await auth('/sign-out', gil.cookie)).status).toBe(200);
	expect(await spent()).toEqual(before);
	const challenge = async () =>
		(await one.call('GET', '/api/auth/passkey/generate-authenticate-options', { as: null })).status;
	expect(await challenge()).toBe(200);
	await db.updateTable('limits').set({ count: 120 }).where('bucket', 'like', 'passkey-challenges:%').execute();
	expect(await challenge()).toBe(429);
	await db.deleteFrom('limits').execute();
});

test('a page of another site cannot act with the cookie, nor can a form without the console’s header', async () => {
	const dan = await testMember(one, 'owner', 'dan');
	const body = { name: 'Mallory', email: 'mallory@team.example', role: 'owner' };
	const foreign = await dan.call('POST', '/api/v1/members', { body, headers: { origin: 'https://evil.example' } });
	expect(foreign.status).toBe(403);
	const plain = { as: null, body, headers: { cookie: dan.cookie, origin: one.origin } };
	expect((await one.call('POST', '/api/v1/members', plain)).status).toBe(401);
	expect((await auth('/sign-out', dan.cookie, {}, { origin: 'https://evil.example' })).status).toBe(403);
	expect((await dan.call('GET', '/api/v1/members')).status).toBe(200);
});

test('a new password and a new name are written down', async () => {
	const fay = await testMember(one, 'viewer', 'fay');
	expect((await fay.call('PATCH', '/api/v1/me', { body: { name: 'Fay' } })).status).toBe(204);
	const change = (currentPassword: string) =>
		auth('/change-password', fay.cookie, {
			currentPassword,
			newPassword: `${PASSWORD} more`,
			revokeOtherSessions: true,
		});
	expect((await change('not the password')).status).toBe(400);
	expect((await change(PASSWORD)).status).toBe(200);
	expect((await happened(fay.id)).slice(2)).toEqual([
		['member.profile_changed', {}],
		['member.password_set', {}],
	]);
});

test('with a second step the password alone is no sign-in; a code of the app or a backup code completes it, each once', async () => {
	const eve = await testMember(one, 'editor', 'eve');
	const begun = await auth('/two-factor/enable', eve.cookie, { password: PASSWORD });
	const on = await auth('/two-factor/verify-totp', eve.cookie, { code: totp(begun.body.totpURI) });
	expect(on.status).toBe(200);
	const half = await signIn(one, eve.email, PASSWORD);
	expect(half.body.twoFactorRedirect).toBe(true);
	const waiting = cookieOf(half);
	expect((await callAs(one, waiting)('GET', '/api/v1/members')).status).toBe(401);
	expect((await auth('/two-factor/verify-totp', waiting, { code: '000000' })).status).toBe(401);
	const backup = { code: begun.body.backupCodes[0] };
	const whole = await auth('/two-factor/verify-backup-code', waiting, backup);
	expect((await callAs(one, cookieOf(whole, waiting))('GET', '/api/v1/members')).status).toBe(200);
	const again = cookieOf(await signIn(one, eve.email, PASSWORD));
	expect((await auth('/two-factor/verify-backup-code', again, backup)).status).toBe(401);
	expect((await happened(eve.id)).map(([name]) => name)).toEqual([
		'member.joined',
		'member.signed_in',
		'member.secured',
		'member.signed_in',
	]);
});

test('what better-auth could do besides is not offered', async () => {
	for (const path of ['/sign-up/email', '/update-user', '/delete-user', '/change-email', '/reset-password'])
		expect([path, (await auth(path, '')).status]).toEqual([path, 404]);
});
