import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { leftAloneJob } from '#journeys/left-alone.ts';
import { newDevice } from '../../../tests/support/prove.ts';
import { openDepot } from '../../../tests/support/field.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { until } from '../../../tests/support/until.ts';
import type { Actor } from '#core/access.ts';
import { mailJourney } from './index.ts';

const HOUR_MS = 3_600_000;
const BEGIN = new Date('2026-06-01T01:00:00Z').getTime();

let one: TestServer;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let time = BEGIN;
beforeAll(async () => {
	smtp = await startSmtp();
	const env = { ROLES: 'web,worker', SMTP_URL: smtp.url, MAIL_FROM: 'help@kestrel.example' };
	one = await testServer({ env, clock: () => new Date(time) });
	await openDepot(one.app, { type: { code: 'maintenance' } });
});
beforeEach(() => void (time = BEGIN));
afterAll(async () => {
	await one.stop();
	await smtp.close();
});

const mailsTo = (email: string) => smtp.received.filter(({ recipients }) => recipients.includes(email));
const nextTo = (email: string, count: number) =>
	until(() => mailsTo(email).length >= count && mailsTo(email)[count - 1], 15_000);
const aboutIn = (html = '') => {
	const [, token = ''] = /\/in\?t=([^"&.]+)/.exec(html) ?? [];
	return JSON.parse(Buffer.from(token, 'base64url').toString()).slice(2, 4);
};
const leaveAlone = async () => {
	time += 4 * HOUR_MS;
	await leftAloneJob(one.app).handle({} as never);
};

/** Somebody in the middle of booking, who may want the link. */
async function begun(wanted?: { email: string; remind: boolean }) {
	const device = await newDevice(one);
	const reply = await one.call('POST', '/api/v1/journeys', { body: { service: 'book-visit' }, as: device.token });
	const journey: string = reply.body.id;
	const actor: Actor = { kind: 'customer', id: device.id, assurance: 'anonymous', scopes: [] };
	if (wanted) await one.app.transact((tx) => mailJourney(one.app, tx, actor, { journey, ...wanted }));
	return { ...device, actor, journey };
}

test('the link comes by mail and opens this journey; who agreed is reminded of it once, when they leave it', async () => {
	const email = 'ann@example.com';
	const { journey } = await begun({ email, remind: true });
	const link = await nextTo(email, 1);
	expect(link.subject).toBe('Go on with: Book a visit');
	expect(aboutIn(link.html ?? '')).toEqual(['journey', journey]);
	await leaveAlone();
	const reminder = await nextTo(email, 2);
	expect(reminder.subject).toBe('Not finished yet: Book a visit');
	expect(aboutIn(reminder.html ?? '')).toEqual(['journey', journey]);
	await leaveAlone();
	await begun({ email: 'marker@example.com', remind: false });
	await nextTo('marker@example.com', 1);
	expect(mailsTo(email)).toHaveLength(2);
});

test('who did not agree, gave it up or took the address away hears nothing more', async () => {
	const plain = await begun({ email: 'plain@example.com', remind: false });
	const over = await begun({ email: 'over@example.com', remind: true });
	await begun({ email: 'gone@example.com', remind: true });
	for (const name of ['plain', 'over', 'gone']) await nextTo(`${name}@example.com`, 1);
	await one.call('DELETE', `/api/v1/journeys/${over.journey}`, { as: over.token });
	await one.app.database.db.deleteFrom('identities').where('value', '=', 'gone@example.com').execute();
	const last = await begun({ email: 'last@example.com', remind: true });
	await nextTo('last@example.com', 1);
	await leaveAlone();
	await nextTo('last@example.com', 2);
	for (const name of ['plain', 'over', 'gone']) expect(mailsTo(`${name}@example.com`)).toHaveLength(1);
	expect(plain.journey).not.toBe(last.journey);
});

test('only whose journey it is has it mailed, and nobody fills a mailbox', async () => {
	const { journey, actor } = await begun();
	const wanted = { journey, email: 'often@example.com', remind: false };
	const send = (by: Actor) => one.app.transact((tx) => mailJourney(one.app, tx, by, wanted));
	const { actor: stranger } = await begun();
	await expect(send(stranger)).rejects.toMatchObject({ code: 'not_found' });
	await expect(send({ ...stranger, opens: [{ type: 'journey', id: journey }] })).rejects.toMatchObject({
		code: 'forbidden',
	});
	for (let i = 0; i < 5; i++) await send(actor);
	await expect(send(actor)).rejects.toMatchObject({ code: 'too_many_requests' });
});
