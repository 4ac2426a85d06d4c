import { expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { UI_LANGS } from '#core/i18n/say.ts';
import { changeSetting } from '#core/settings.ts';
import { deliver } from '#modules/notifications/index.ts';
import { brandName } from '#core/brand.ts';
import { openMailDesk } from '../../../tests/support/mail-desk.ts';
import { mailFrom } from './settings.ts';

const desk = openMailDesk();

const MESSAGE = 'Der Kompressor piept.\n空压机一直在响\nMáy nén kêu liên tục\nเครื่องอัดลมมีเสียงดัง 🔧';

test.each(UI_LANGS)('a mail in %s arrives with its subject, both forms and the customer’s words', async (lang) => {
	const id = await desk.office.queue({ lang, message: MESSAGE });
	await deliver(desk.office.outbox, id);
	const [mail] = desk.smtp.received;
	const words = desk.office.outbox.say('mail_received_subject', { reference: 'KA-1041' }, lang);
	expect(mail?.subject).toBe(words);
	expect(mail?.text).toContain('> 空压机一直在响');
	expect(mail?.html).toContain('Máy nén kêu liên tục<br>เครื่องอัดลมมีเสียงดัง 🔧');
	expect(mail?.html).toContain(`<html lang="${lang}">`);
	expect(mail?.from).toMatchObject({ address: 'help@kestrel.example', name: brandName.fallback });
	expect(await desk.office.rowOf(id)).toMatchObject({ status: 'sent', attempts: 1, last_error: null });
});

test('the owner’s mail says what was asked and seen, and is answered to the customer', async () => {
	await deliver(desk.office.outbox, await desk.office.queueForOwner({ email: 'somchai@example.org' }));
	const [mail] = desk.smtp.received;
	expect(mail?.recipients).toEqual(['owner@kestrel.example']);
	expect(mail?.replyTo).toMatchObject([{ address: 'somchai@example.org' }]);
	for (const part of ['What is E04?', 'Error codes', 'https://kestrel.example/api/v1/conversations/42', 'KA-1042'])
		expect(mail?.text).toContain(part);
});

test('line breaks and addresses in what a customer typed add no header and no recipient', async () => {
	const subject = 'Hello\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script>\u2028X-Evil: 1';
	await deliver(desk.office.outbox, await desk.office.queueForOwner({ subject }));
	const [mail] = desk.smtp.received;
	expect(mail?.recipients).toEqual(['owner@kestrel.example']);
	expect(mail?.headers.map((header) => header.key)).not.toContain('bcc');
	expect(mail?.subject).toContain('Hello Bcc: victim@example.org <script>alert(1)</script> X-Evil: 1');
	expect(mail?.html).not.toContain('<script>');
});

test('the owner hears of a customer whose address is none', async () => {
	await deliver(desk.office.outbox, await desk.office.queueForOwner({ email: 'me@home\r\nBcc: victim@example.org' }));
	const [mail] = desk.smtp.received;
	expect(mail?.replyTo).toBeUndefined();
	expect(mail?.recipients).toEqual(['owner@kestrel.example']);
	expect(mail?.text).toContain('does not reach them');
});

test.each([
	'a@example.org, b@example.org',
	'a@example.org\r\nRCPT TO:<b@example.org>',
	'nobody',
	'Team <a@example.org>',
])('%j is no address: the mail fails at once and nobody is written to', async (to) => {
	const id = await desk.office.queue({ to });
	await deliver(desk.office.outbox, id);
	expect(desk.smtp.received).toEqual([]);
	expect(await desk.office.rowOf(id)).toMatchObject({ status: 'failed', last_error: 'The address is not valid.' });
});

test('a mail sent again after a crash carries the same Message-ID, made of the notification’s id', async () => {
	const id = await desk.office.queue();
	const { args } = await desk.office.rowOf(id);
	await deliver(desk.office.outbox, id);
	// As a process leaves it that dies after the server's "accepted", once its claim has run out.
	await desk.office.outbox.db
		.updateTable('notifications')
		.set({ status: 'pending', claimed_until: new Date(0), args: JSON.stringify(args) })
		.where('id', '=', id)
		.execute();
	await deliver(desk.office.outbox, id);
	expect(desk.smtp.received.map((mail) => mail.messageId)).toEqual(Array(2).fill(`<${id}@kestrel.example>`));
});

test('sender name and address come from the settings', async () => {
	await desk.office.outbox.transact((tx) =>
		changeSetting(tx, SYSTEM, desk.office.secrets, brandName, 'Kestrel Air, Ltd. "Service"'),
	);
	await desk.office.outbox.settings.load();
	await deliver(desk.office.outbox, await desk.office.queue());
	delete desk.office.env.MAIL_FROM;
	await desk.office.outbox.transact((tx) =>
		changeSetting(tx, SYSTEM, desk.office.secrets, mailFrom, 'Help <help@kestrel.example>'),
	);
	await desk.office.outbox.settings.load();
	await deliver(desk.office.outbox, await desk.office.queue());
	expect(desk.smtp.received.map((mail) => mail.from?.name)).toEqual(['Kestrel Air, Ltd. "Service"', 'Help']);
});

test('a percent sign in the login that begins no code stops nothing', () => {
	Object.assign(desk.office.env, { SMTP_URL: 'smtp://50%off:100%@127.0.0.1:2525', MAIL_FROM: '' });
	expect(desk.office.outbox.delivery.channel('email')?.address('ann@example.org')).toBe('ann@example.org');
});

test('a server that is taken out of the settings while a mail is in hand leaves it waiting', async () => {
	desk.office.env.SMTP_URL = '';
	const message = { id: 'a', to: 'ann@example.org', from: 'Kestrel', lang: 'en', subject: 'a', text: 'a', html: 'a' };
	expect(await desk.office.outbox.delivery.channel('email')?.put(message)).toMatchObject({ ok: false, retry: true });
});
