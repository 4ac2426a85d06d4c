import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { SYSTEM } from '#core/access.ts';
import { UI_LANGS } from '#core/i18n/say.ts';
import { changeSetting } from '#core/settings.ts';
import { deliver } from '#modules/notifications/index.ts';
import { brandName } from '#core/brand.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { openOutbox } from '../../../tests/support/outbox.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { mailFrom } from './settings.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let office: Awaited<ReturnType<typeof openOutbox>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;

beforeAll(async () => {
	database = await testDatabase();
	office = await openOutbox(database.url, {});
});
beforeEach(async () => {
	smtp = await startSmtp();
	Object.assign(office.env, {
		SMTP_URL: smtp.url,
		MAIL_FROM: 'help@kestrel.example',
		OWNER_EMAIL: 'owner@kestrel.example',
	});
});
afterEach(async () => {
	await smtp.close();
	await office.empty();
});
afterAll(async () => {
	await office.close();
	await database.drop();
});

const MESSAGE = 'Der Kompressor piept.\n空压机一直在响\nMáy nén kêu liên tục\nเครื่องอัดลมมีเสียงดัง 🔧';

test.each(UI_LANGS)('a mail in %s arrives with its subject, both forms and the customer’s words', async (lang) => {
	const id = await office.queue({ lang, message: MESSAGE });
	await deliver(office.outbox, id);
	const [mail] = smtp.received;
	const words = office.outbox.say('mail_received_subject', { reference: 'KA-1041' }, lang);
	expect(mail?.subject).toBe(words);
	expect(mail?.text).toContain('> 空压机一直在响');
	expect(mail?.html).toContain('Máy nén kêu liên tục<br>เครื่องอัดลมมีเสียงดัง 🔧');
	expect(mail?.html).toContain(`<html lang="${lang}">`);
	expect(mail?.from).toMatchObject({ address: 'help@kestrel.example', name: brandName.fallback });
	expect(await office.rowOf(id)).toMatchObject({ status: 'sent', attempts: 1, last_error: null });
});

test('the owner’s mail says what was asked and seen, and is answered to the customer', async () => {
	await deliver(office.outbox, await office.queueForOwner({ email: 'somchai@example.org' }));
	const [mail] = smtp.received;
	expect(mail?.recipients).toEqual(['owner@kestrel.example']);
	expect(mail?.replyTo).toMatchObject([{ address: 'somchai@example.org' }]);
	for (const part of ['What is E04?', 'Error codes', 'https://kestrel.example/api/v1/conversations/42', 'KA-1042'])
		expect(mail?.text).toContain(part);
});

test('line breaks and addresses in what a customer typed add no header and no recipient', async () => {
	const subject = 'Hello\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script>\u2028X-Evil: 1';
	await deliver(office.outbox, await office.queueForOwner({ subject }));
	const [mail] = smtp.received;
	expect(mail?.recipients).toEqual(['owner@kestrel.example']);
	expect(mail?.headers.map((header) => header.key)).not.toContain('bcc');
	expect(mail?.subject).toContain('Hello Bcc: victim@example.org <script>alert(1)</script> X-Evil: 1');
	expect(mail?.html).not.toContain('<script>');
});

test('the owner hears of a customer whose address is none', async () => {
	await deliver(office.outbox, await office.queueForOwner({ email: 'me@home\r\nBcc: victim@example.org' }));
	const [mail] = smtp.received;
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
	const id = await office.queue({ to });
	await deliver(office.outbox, id);
	expect(smtp.received).toEqual([]);
	expect(await office.rowOf(id)).toMatchObject({ status: 'failed', last_error: 'The address is not valid.' });
});

test('a mail sent again after a crash carries the same Message-ID, made of the notification’s id', async () => {
	const id = await office.queue();
	await deliver(office.outbox, id);
	// As a process leaves it that dies after the server's "accepted", once its claim has run out.
	await office.outbox.db
		.updateTable('notifications')
		.set({ status: 'pending', claimed_until: new Date(0) })
		.where('id', '=', id)
		.execute();
	await deliver(office.outbox, id);
	expect(smtp.received.map((mail) => mail.messageId)).toEqual(Array(2).fill(`<${id}@kestrel.example>`));
});

test('sender name and address come from the settings', async () => {
	await office.outbox.transact((tx) =>
		changeSetting(tx, SYSTEM, office.secrets, brandName, 'Kestrel Air, Ltd. "Service"'),
	);
	await office.outbox.settings.load();
	await deliver(office.outbox, await office.queue());
	delete office.env.MAIL_FROM;
	await office.outbox.transact((tx) =>
		changeSetting(tx, SYSTEM, office.secrets, mailFrom, 'Help <help@kestrel.example>'),
	);
	await office.outbox.settings.load();
	await deliver(office.outbox, await office.queue());
	expect(smtp.received.map((mail) => mail.from?.name)).toEqual(['Kestrel Air, Ltd. "Service"', 'Help']);
});
