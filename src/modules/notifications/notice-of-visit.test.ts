import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { bookVisit, cancelVisit, endVisit, moveVisit } from '#modules/bookings/index.ts';
import { claimEmail, startSession } from '#modules/customers/index.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { HOME, openDepot } from '../../../tests/support/field.ts';
import { type Received, startSmtp } from '../../../tests/support/smtp.ts';
import { until } from '../../../tests/support/until.ts';
import { remindOfVisits, wake } from './index.ts';

let one: TestApp;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let type: string;
let time = new Date('2026-11-20T01:00:00Z');
const env: Record<string, string> = { ROLES: 'web,worker', MAIL_FROM: 'Kestrel <help@kestrel.example>' };
/** Half past nine and two o'clock there. */
const [MORNING, AFTERNOON] = [new Date('2026-11-25T02:30:00Z'), new Date('2026-11-26T07:00:00Z')];

beforeAll(async () => {
	smtp = await startSmtp();
	env.SMTP_URL = smtp.url;
	one = await testApp({ env, clock: () => time });
	({ type } = await openDepot(one.app, { workers: 9, type: { names: { en: 'Maintenance', vi: 'Bảo trì' } } }));
});
beforeEach(() => {
	time = new Date('2026-11-20T01:00:00Z');
	env.SMTP_URL = smtp.url;
});
afterAll(async () => {
	await one.stop();
	await smtp.close();
});

const transact = <T>(fn: (tx: Tx) => Promise<T>) => one.app.transact(fn);

async function book(email: string, lang = 'en') {
	const { actor } = await transact((tx) => startSession(tx, { channel: 'web' }));
	return transact(async (tx) => {
		const contact = await claimEmail(tx, actor, email);
		const { id } = await bookVisit(tx, actor, { types: [type], starts_at: MORNING, at: HOME, lang, contact });
		return { id, actor };
	});
}
const mailsTo = (email: string) => smtp.received.filter(({ recipients }) => recipients.includes(email));
const nextTo = (email: string, count: number) =>
	until(() => mailsTo(email).length >= count && mailsTo(email)[count - 1], 15_000);

function calendarOf(mail: Received): string[] {
	const file = mail.attachments.find(({ filename }) => filename === 'visit.ics');
	const bytes = file?.content;
	const text = typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
	return text.replaceAll(/\r?\n /g, '').split(/\r?\n/);
}
const valueOf = (mail: Received, name: string) =>
	calendarOf(mail)
		.find((line) => line.startsWith(`${name}:`))
		?.slice(name.length + 1);

test('booked, moved and cancelled, it is one entry in the calendar that follows', async () => {
	const { id, actor } = await book('ann@example.com');
	const booked = await nextTo('ann@example.com', 1);
	expect(booked.subject).toMatch(/^Booked: Maintenance, Wed,? 25 Nov, 09:30\s?–\s?11:30$/);
	expect(booked.text).toContain(HOME.address);
	expect(booked.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
	expect(valueOf(booked, 'DTSTART')).toBe('20261125T023000Z');
	expect(valueOf(booked, 'DTEND')).toBe('20261125T043000Z');
	await transact((tx) => moveVisit(tx, actor, { id, starts_at: AFTERNOON }));
	const moved = await nextTo('ann@example.com', 2);
	expect(moved.subject).toMatch(/^New time: .*14:00/);
	await transact((tx) => cancelVisit(tx, SYSTEM, { id }));
	const cancelled = await nextTo('ann@example.com', 3);
	const mails = [booked, moved, cancelled];
	expect(new Set(mails.map((mail) => valueOf(mail, 'UID'))).size).toBe(1);
	expect(mails.map((mail) => valueOf(mail, 'SEQUENCE'))).toEqual(['1', '2', '3']);
	expect(mails.map((mail) => valueOf(mail, 'METHOD'))).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
	expect(valueOf(moved, 'DTSTART')).toBe('20261126T070000Z');
	expect(valueOf(cancelled, 'STATUS')).toBe('CANCELLED');
});

test('in the language of whoever booked, with a link that opens this visit until it is over', async () => {
	const { id } = await book('linh@example.com', 'vi');
	const mail = await nextTo('linh@example.com', 1);
	expect(mail.subject).toMatch(/^Đã đặt lịch: Bảo trì, /);
	const ways = [...(mail.html ?? '').matchAll(/\/vi\/in\?t=([^"&.]+)/g)].map(([, token = '']) =>
		JSON.parse(Buffer.from(token, 'base64url').toString()),
	);
	expect(ways.map(([, , kind, ref]) => [kind, ref])).toEqual([['visit', id]]);
	expect(ways[0][4]).toBe(time.getTime() + 7 * 86_400_000);
	time = new Date('2026-11-01T01:00:00Z');
	await book('early@example.com');
	const early = await nextTo('early@example.com', 1);
	const [, token = ''] = /\/en\/in\?t=([^"&.]+)/.exec(early.html ?? '') ?? [];
	const ends = MORNING.getTime() + 3_600_000;
	expect(JSON.parse(Buffer.from(token, 'base64url').toString())[4]).toBe(ends + 86_400_000);
});

test('what was overtaken before it could leave is never sent', async () => {
	env.SMTP_URL = '';
	const { id, actor } = await book('late@example.com');
	const written = () =>
		one.app.database.db.selectFrom('notifications').select('template').where('recipient', '=', 'late@example.com');
	await until(async () => (await written().execute()).length === 1);
	await transact((tx) => moveVisit(tx, actor, { id, starts_at: AFTERNOON }));
	await until(async () => (await written().execute()).length === 2);
	env.SMTP_URL = smtp.url;
	time = new Date(time.getTime() + 3 * 3_600_000);
	await wake({ ...one.app, db: one.app.database.db });
	const only = await nextTo('late@example.com', 1);
	expect(only.subject).toMatch(/^New time: /);
	await until(async () => (await written().execute()).length === 1);
	expect(mailsTo('late@example.com')).toHaveLength(1);
});

test('a day before one is reminded once, of the new time where it was moved, and not of what was just booked', async () => {
	const { id, actor } = await book('forgets@example.com');
	await nextTo('forgets@example.com', 1);
	await transact((tx) => moveVisit(tx, actor, { id, starts_at: AFTERNOON }));
	await nextTo('forgets@example.com', 2);
	time = new Date('2026-11-24T03:00:00Z');
	await remindOfVisits(one.app);
	time = new Date('2026-11-25T07:00:00Z');
	await remindOfVisits(one.app);
	await remindOfVisits(one.app);
	const reminder = await nextTo('forgets@example.com', 3);
	expect(reminder.subject).toMatch(/^Reminder: Maintenance, Thu,? 26 Nov, 14:00/);
	expect(valueOf(reminder, 'SEQUENCE')).toBe('2');
	const rows = await one.app.database.db.selectFrom('notifications').select('dedupe_key').execute();
	expect(rows.filter(({ dedupe_key }) => dedupe_key?.startsWith(`visit_reminder:${id}`))).toHaveLength(1);
});

test('once it is done one is asked how it was, once, with a link to that visit', async () => {
	const { id } = await book('asked@example.com');
	await nextTo('asked@example.com', 1);
	time = new Date('2026-11-25T05:00:00Z');
	const end = (state: 'done' | 'missed') => transact((tx) => endVisit(tx, SYSTEM, { id, state }));
	await end('done');
	const asked = await nextTo('asked@example.com', 2);
	expect(asked.subject).toBe('How was it? Maintenance');
	expect(asked.attachments).toEqual([]);
	const [, token = ''] = /\/en\/in\?t=([^"&.]+)/.exec(asked.html ?? '') ?? [];
	expect(JSON.parse(Buffer.from(token, 'base64url').toString()).slice(2, 4)).toEqual(['visit', id]);
	await end('missed');
	await end('done');
	const keys = await one.app.database.db.selectFrom('notifications').select('dedupe_key').execute();
	expect(keys.filter(({ dedupe_key }) => dedupe_key?.startsWith(`visit_done:${id}`))).toHaveLength(1);
});

test('who gave no address, or took it away, is not written to', async () => {
	const { id, actor } = await book('gone@example.com');
	await nextTo('gone@example.com', 1);
	await one.app.database.db.deleteFrom('identities').where('value', '=', 'gone@example.com').execute();
	await transact((tx) => moveVisit(tx, actor, { id, starts_at: AFTERNOON }));
	await book('marker@example.com');
	await nextTo('marker@example.com', 1);
	expect(mailsTo('gone@example.com')).toHaveLength(1);
});
