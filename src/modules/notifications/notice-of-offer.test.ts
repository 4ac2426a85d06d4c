import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinWaitlist, offerTimes } from '#modules/bookings/index.ts';
import { startSession } from '#modules/customers/index.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { HOME, openDepot } from '../../../tests/support/field.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestApp;
let smtp: Awaited<ReturnType<typeof startSmtp>>;

beforeAll(async () => {
	smtp = await startSmtp();
	const env = { ROLES: 'web,worker', MAIL_FROM: 'Kestrel <help@kestrel.example>', SMTP_URL: smtp.url };
	// A Monday, nine in the morning there.
	one = await testApp({ env, clock: () => new Date('2026-06-01T02:00:00Z') });
	await openDepot(one.app, { type: { code: 'overhaul', names: { en: 'Overhaul', vi: 'Đại tu' } } });
});
afterAll(async () => {
	await one.stop();
	await smtp.close();
});

test('whoever waits is written to in their language, once, with the way to the time that is kept', async () => {
	const { app } = one;
	const { actor } = await app.transact((tx) => startSession(tx, { channel: 'web' }));
	const email = 'lan@example.com';
	const place = { address: '1 Đại lộ Bình Dương', lat: null, lon: null, zone: HOME.zone };
	const wish = {
		customer: actor.id,
		service: 'book-visit',
		answers: { types: ['overhaul'], place, people: 1, phone: '+84912345678', email, note: null },
		email,
		from_day: null,
		until_day: '2026-06-03',
		part: 'afternoon' as const,
		zone: HOME.zone,
		lang: 'vi',
	};
	await app.transact((tx) => joinWaitlist(tx, actor, wish));
	await offerTimes(app);
	await offerTimes(app);
	const mail = await until(() => smtp.received.find(({ recipients }) => recipients.includes(email)), 15_000);
	expect(mail.subject).toMatch(/^Có giờ trống: 13:00/);
	expect(mail.text).toContain('Đại tu');
	expect(mail.text).toMatch(/11:00/);
	const { journey_id } = await app.database.db
		.selectFrom('waitlist')
		.select('journey_id')
		.where('customer_id', '=', actor.id)
		.executeTakeFirstOrThrow();
	const token = /\/vi\/in\?t=([\w.-]+)/.exec(String(mail.text))?.[1] ?? '';
	expect(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).toContain(`"journey","${journey_id}"`);
	expect(smtp.received).toHaveLength(1);
});
