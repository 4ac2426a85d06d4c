import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, signIn, testMember, type TestMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { until } from '../../../tests/support/until.ts';
import { makeLink } from './member-links.ts';

let one: TestServer;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let owner: TestMember;
beforeAll(async () => {
	smtp = await startSmtp();
	const env = { TRUST_PROXY: '1', ROLES: 'web,worker', SMTP_URL: smtp.url, MAIL_FROM: 'team@kestrel.example' };
	one = await testServer({ env });
	owner = await testMember(one, 'owner', 'ada');
});
afterAll(async () => {
	await one.stop();
	await smtp.close();
});

const mailTo = async (address: string) => {
	const find = () => smtp.received.find(({ recipients }) => recipients.includes(address));
	await until(async () => find() !== undefined);
	const { subject, text = '' } = find() ?? {};
	return { subject, text, token: /join\/(ml_[\w-]+)/.exec(text)?.[1] ?? '' };
};
const join = (body: object) => one.call('POST', '/api/v1/join', { as: null, body });

test('a colleague gets a mail, joins by its link once, and may do what the role allows', async () => {
	const body = { name: 'Vân', email: 'Van@Kestrel.example', role: 'editor', lang: 'vi' };
	const invited = await owner.call('POST', '/api/v1/members', { body });
	expect([invited.status, invited.body.email, invited.body.joined_at]).toEqual([201, 'van@kestrel.example', null]);
	const { subject, token } = await mailTo('van@kestrel.example');
	expect(subject).toContain('Tham gia');
	expect(invited.body.url).toContain(token);
	expect((await join({ token, password: 'short' })).status).toBe(422);
	const joined = await join({ token, password: PASSWORD });
	expect(joined.body).toEqual({ email: 'van@kestrel.example' });
	expect((await join({ token, password: 'another password' })).status).toBe(404);
	expect((await signIn(one, 'van@kestrel.example', PASSWORD)).status).toBe(200);
	expect((await owner.call('POST', '/api/v1/members', { body })).status).toBe(409);
});

test('what a mail holds that lets somebody in is forgotten when it has left', async () => {
	await owner.call('POST', '/api/v1/members', { body: { name: 'Kim', email: 'kim@kestrel.example', role: 'agent' } });
	await mailTo('kim@kestrel.example');
	const row = () =>
		one.app.database.db
			.selectFrom('notifications')
			.select(['status', 'args'])
			.where('recipient', '=', 'kim@kestrel.example')
			.executeTakeFirst();
	await until(async () => (await row())?.status === 'sent');
	expect((await row())?.args).toEqual({});
});

test('the link of a set-up makes one owner, however often it is used at once', async () => {
	const token = await one.app.transact((tx) => makeLink(tx, undefined));
	const tries = [1, 2, 3].map((n) =>
		join({ token, password: PASSWORD, name: `Owner ${n}`, email: `owner${n}@kestrel.example` }),
	);
	const statuses = (await Promise.all(tries)).map(({ status }) => status);
	expect(statuses.toSorted()).toEqual([200, 404, 404]);
});

test('once there is an owner the link of a set-up makes no other, however the owner came', async () => {
	const { db } = one.app.database;
	const link = () => one.app.transact((tx) => makeLink(tx, undefined));
	const left = () => db.selectFrom('member_links').select('hash').where('member_id', 'is', null).execute();
	await link();
	const editor = await testMember(one, 'editor', 'first-editor');
	expect(await left()).toHaveLength(1);
	await testMember(one, 'owner', 'first-owner');
	expect(await left()).toEqual([]);
	const token = await link();
	expect((await owner.call('PATCH', `/api/v1/members/${editor.id}`, { body: { role: 'owner' } })).status).toBe(204);
	expect((await join({ token, password: PASSWORD, name: 'Mal', email: 'mal@team.example' })).status).toBe(404);
});

test('whoever forgot the password gets a link, is signed out elsewhere by using it, and an unknown address is told the same', async () => {
	const max = await testMember(one, 'viewer', 'max');
	const ask = (email: string) => one.call('POST', '/api/v1/forgotten-password', { as: null, body: { email } });
	const [known, unknown] = [await ask(max.email), await ask('nobody@kestrel.example')];
	expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
	const { token } = await mailTo(max.email);
	expect((await join({ token, password: 'a wholly new password' })).status).toBe(200);
	await until(async () => (await max.call('GET', '/api/v1/members')).status === 401);
	expect((await signIn(one, max.email, PASSWORD)).status).toBe(401);
	expect((await signIn(one, max.email, 'a wholly new password')).status).toBe(200);
});

test('five letters an hour go to one person, and five are asked for from one address, whatever session it shows', async () => {
	const ask = async (email: string, from: string, as: string | null = null) => {
		const headers = { 'x-forwarded-for': from };
		return (await one.call('POST', '/api/v1/forgotten-password', { as, headers, body: { email } })).status;
	};
	const session = async (as: string | null) =>
		(await one.call('POST', '/api/v1/sessions', { as, body: {} })).body.token as string;
	const toOne = [];
	for (let i = 0; i < 6; i++) toOne.push(await ask(owner.email, `192.0.2.${i}`));
	expect(toOne).toEqual([204, 204, 204, 204, 204, 429]);
	const fromOne = [];
	let as: string | null = null;
	for (let i = 0; i < 6; i++) fromOne.push(await ask(`p${i}@team.example`, '198.51.100.1', (as = await session(as))));
	expect(fromOne).toEqual([204, 204, 204, 204, 204, 429]);
});

test('a role that is taken away is gone within a second, and so is somebody who left', async () => {
	const liz = await testMember(one, 'editor', 'liz');
	const put = () =>
		liz.call('PUT', '/api/v1/articles/by-external-id/x', { body: { lang: 'en', title: 'X', body: 'Y' } });
	expect((await put()).status).toBe(200);
	expect((await owner.call('PATCH', `/api/v1/members/${liz.id}`, { body: { role: 'viewer' } })).status).toBe(204);
	await until(async () => (await put()).status === 403);
	expect((await owner.call('DELETE', `/api/v1/members/${liz.id}`)).status).toBe(204);
	await until(async () => (await liz.call('GET', '/api/v1/members')).status === 401);
	expect((await signIn(one, liz.email, PASSWORD)).status).toBe(401);
});

test('an owner always remains, also when two demote each other at once', async () => {
	const db = one.app.database.db;
	await db
		.updateTable('members')
		.set({ role: 'viewer' })
		.where('role', '=', 'owner')
		.where('id', '!=', owner.id)
		.execute();
	const second = await testMember(one, 'owner', 'second');
	const demote = (who: TestMember, whom: TestMember) =>
		who.call('PATCH', `/api/v1/members/${whom.id}`, { body: { role: 'viewer' } });
	await Promise.all([demote(owner, second), demote(second, owner)]);
	const owners = await db.selectFrom('members').select('id').where('role', '=', 'owner').execute();
	expect(owners).toHaveLength(1);
	const last = owners[0]?.id === owner.id ? owner : second;
	expect((await demote(last, last)).body.code).toBe('conflict');
	expect((await last.call('DELETE', `/api/v1/members/${last.id}`)).body.code).toBe('conflict');
});
