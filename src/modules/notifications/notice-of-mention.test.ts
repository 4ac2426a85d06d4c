import { afterAll, beforeAll, expect, test } from 'vitest';
import { UI_LANGS } from '#core/i18n/say.ts';
import { testMember, type TestMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { until } from '../../../tests/support/until.ts';
import { mailMention } from './notice-of-mention.ts';
import { render } from './render/render.ts';

let one: TestServer;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let linh: TestMember;
let tom: TestMember;
// Jobs start by the clock of the database: what happened minutes ago by this one is looked at right away.
let ago = 0;
const MINUTE = 60_000;

beforeAll(async () => {
	smtp = await startSmtp();
	const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'help@kestrel.example', OWNER_EMAIL: 'owner@kestrel.example' };
	one = await testServer({ env: { ROLES: 'web,worker', ...mail }, clock: () => new Date(Date.now() - ago) });
	[linh, tom] = [await testMember(one, 'agent', 'Linh'), await testMember(one, 'agent', 'Tom')];
	await tom.call('PATCH', '/api/v1/me', { body: { lang: 'vi' } });
});
afterAll(async () => {
	await one.stop();
	await smtp.close();
});

const open = async () => {
	const as = (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token;
	return (await one.call('POST', '/api/v1/conversations', { body: { text: 'It leaks', to: 'person' }, as })).body.id;
};
const note = async (conversation: string, by = linh) => {
	const body = { text: '@Tom, which seal is it?', note: true, mentions: [tom.id, linh.id] };
	return (await by.call('POST', `/api/v1/conversations/${conversation}/messages`, { body })).body.id as string;
};
const mails = () => smtp.received.filter(({ recipients }) => recipients.includes('tom@team.example'));
const rowsOf = (message: string) =>
	one.app.database.db
		.selectFrom('notifications')
		.selectAll()
		.where('dedupe_key', 'like', `mention:${message}:%`)
		.execute();

test('whoever is named in a note and has not seen it after five minutes is written to once, in their language', async () => {
	const id = await open();
	ago = 6 * MINUTE;
	const message = await note(id);
	ago = 0;
	const mail = await until(() => mails()[0], 20_000);
	const reference = id.slice(-8).toUpperCase();
	expect(mail.subject).toBe(`Linh đã nhắc đến bạn: ${reference}`);
	for (const part of ['@Tom, which seal is it?', reference, `${one.app.origin()}/console/inbox/${id}`])
		expect(mail.text).toContain(part);
	await mailMention(one.app, { message, member: tom.id });
	expect((await rowsOf(message)).map(({ recipient }) => recipient)).toEqual(['tom@team.example']);
});

test('nobody is written to of what they saw, of what was taken back, or against their wish', async () => {
	const id = await open();
	const writtenAfter = async (act: (message: string) => Promise<unknown>) => {
		const message = await note(id);
		await act(message);
		await mailMention(one.app, { message, member: tom.id });
		return (await rowsOf(message)).length;
	};
	const look = (by: TestMember) =>
		by.call('PUT', `/api/v1/conversations/${id}/presence`, { body: { state: 'viewing' } });
	const want = (mention_mails: boolean) => tom.call('PATCH', '/api/v1/me', { body: { mention_mails } });
	expect(await writtenAfter(() => look(linh))).toBe(1);
	expect(await writtenAfter(() => look(tom))).toBe(0);
	expect(await writtenAfter((message) => linh.call('DELETE', `/api/v1/conversations/${id}/messages/${message}`))).toBe(
		0,
	);
	expect(await writtenAfter(() => want(false))).toBe(0);
	expect(await writtenAfter(() => want(true))).toBe(1);
});

test.each(UI_LANGS)('that somebody is mentioned can be written in %s', (lang) => {
	const args = { reference: 'AB12CD34', subject: 'Pump', text: 'See this', url: 'https://k.example/x' };
	for (const by of ['Linh', null]) {
		const { subject, text } = render(one.app, 'mention', { ...args, by }, lang);
		expect(`${subject} ${text}`).not.toMatch(/undefined|\{\w+\}/);
		expect(text).toContain('See this');
	}
});
