import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { testDatabase } from './database.ts';
import { openOutbox } from './outbox.ts';
import { startSmtp } from './smtp.ts';

type MailDesk = {
	url: string;
	office: Awaited<ReturnType<typeof openOutbox>>;
	/** A fresh server before each test; a test may put another in its place. */
	smtp: Awaited<ReturnType<typeof startSmtp>>;
};

/** For the tests of a file: an outbox on a database of its own, emptied after each, that sends to a server on this machine. */
export function openMailDesk(): MailDesk {
	const desk = {} as MailDesk;
	let database: Awaited<ReturnType<typeof testDatabase>>;
	beforeAll(async () => {
		database = await testDatabase();
		desk.url = database.url;
		desk.office = await openOutbox(database.url, {});
	});
	beforeEach(async () => {
		desk.smtp = await startSmtp();
		Object.assign(desk.office.env, {
			SMTP_URL: desk.smtp.url,
			MAIL_FROM: 'help@kestrel.example',
			OWNER_EMAIL: 'owner@kestrel.example',
		});
	});
	afterEach(async () => {
		await desk.smtp.close();
		await desk.office.empty();
	});
	afterAll(async () => {
		await desk.office.close();
		await database.drop();
	});
	return desk;
}
