import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConversation } from '#modules/conversations/index.ts';
import { startSession } from '#modules/customers/index.ts';
import { type TestApp, testApp } from '../../../tests/support/app.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestApp;
let smtp: Awaited<ReturnType<typeof startSmtp>>;

beforeAll(async () => {
	smtp = await startSmtp();
	const env = {
		ROLES: 'web,worker',
		SMTP_URL: smtp.url,
		MAIL_FROM: 'help@kestrel.example',
		OWNER_EMAIL: 'owner@kestrel.example',
	};
	one = await testApp({ env });
});
afterAll(async () => {
	await one.stop();
	await smtp.close();
});

const write = (text: string, email: string) =>
	one.app.transact(async (tx) => {
		const { actor } = await startSession(tx, { channel: 'web' });
		return openConversation(tx, actor, {
			text,
			email,
			lang: 'th',
			channel: 'web',
			seen: { question: 'E-02?', articles: [] },
		});
	});
const written = (recipient: string) =>
	one.app.database.db.selectFrom('notifications').selectAll().where('recipient', '=', recipient).execute();

test('a new conversation is told to the owner and confirmed to the customer in their language', async () => {
	await write('Stands still', 'ann@example.com');
	const [confirmation] = await until(async () => {
		const rows = await written('ann@example.com');
		return rows.length > 0 && rows;
	});
	expect(confirmation).toMatchObject({ template: 'conversation_received', lang: 'th' });
	await until(() => smtp.received.length >= 2, 15_000);
	expect(smtp.received.flatMap((mail) => mail.recipients).toSorted()).toEqual([
		'ann@example.com',
		'owner@kestrel.example',
	]);
	expect((await written('owner'))[0]).toMatchObject({
		template: 'conversation_opened',
		args: { asked: ['E-02?'], message: 'Stands still' },
	});
});

test('an address that somebody else may have typed is written to only a few times', async () => {
	for (let i = 0; i < 8; i++) await write(`Again ${i}`, 'victim@example.com');
	await until(async () => (await written('owner')).length >= 9);
	expect((await written('victim@example.com')).length).toBe(5);
});
