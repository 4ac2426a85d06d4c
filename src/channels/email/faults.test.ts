import { createServer, type AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { sql } from 'kysely';
import { SYSTEM } from '#core/access.ts';
import { deliver, deliverJob, notify, outboxState, wake } from '#modules/notifications/index.ts';
import { openMailDesk } from '../../../tests/support/mail-desk.ts';
import { openOutbox } from '../../../tests/support/outbox.ts';
import { startSmtp } from '../../../tests/support/smtp.ts';

const desk = openMailDesk();

const HASTY = { step: 300, whole: 600 };

/** A worker beside, which takes the jobs while `fn` runs. */
async function withWorker(fn: () => Promise<void>) {
	const worker = await openOutbox(desk.url, desk.office.env);
	await worker.jobs.work(deliverJob(worker.outbox));
	await fn().finally(worker.close);
}

test('a job delivered twice at once, and once more, sends one mail', async () => {
	const id = await desk.office.queue();
	await Promise.all([deliver(desk.office.outbox, id), deliver(desk.office.outbox, id)]);
	await deliver(desk.office.outbox, id);
	expect(desk.smtp.received).toHaveLength(1);
	const events = await desk.office.outbox.db.selectFrom('events').select('name').where('subject_id', '=', id).execute();
	expect(events).toEqual([{ name: 'notification.sent' }]);
});

test('two processes that share the work send each mail once', async () => {
	const ids = await Promise.all(Array.from({ length: 40 }, () => desk.office.queue()));
	await withWorker(() =>
		withWorker(() =>
			vi.waitFor(
				async () =>
					expect(await outboxState(desk.office.outbox.db, desk.office.outbox.delivery, SYSTEM)).toMatchObject({
						sent: 40,
					}),
				{ timeout: 15_000 },
			),
		),
	);
	expect(desk.smtp.received.map((mail) => mail.messageId).toSorted()).toEqual(
		ids.map((id) => `<${id}@kestrel.example>`).toSorted(),
	);
});

test('the same dedupe key writes one row, and a change undone writes none', async () => {
	await desk.office.queue({ dedupeKey: 'conversation:1' });
	expect(await desk.office.queue({ dedupeKey: 'conversation:1' })).toBe('');
	await expect(
		desk.office.outbox.transact(async (tx) => {
			await notify(tx, {
				template: 'conversation_received',
				channel: 'email',
				lang: 'en',
				to: 'a@example.org',
				args: { reference: '1', message: 'x' },
			});
			throw new Error('undone');
		}),
	).rejects.toThrow('undone');
	expect(await outboxState(desk.office.outbox.db, desk.office.outbox.delivery, SYSTEM)).toMatchObject({
		pending: 1,
		sent: 0,
		failed: 0,
	});
});

test('a server that is down keeps the mail waiting, and the queue sends it when the server is back', async () => {
	await desk.smtp.close();
	const id = await desk.office.queue();
	await withWorker(async () => {
		await vi.waitFor(async () => expect((await desk.office.rowOf(id)).last_error).toMatch(/ECONNREFUSED/), {
			timeout: 10_000,
		});
		desk.smtp = await startSmtp({}, desk.smtp.port);
		// The queue waits ten seconds before its first retry; the test does not.
		await vi.waitFor(
			async () => {
				await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(desk.office.outbox.db);
				expect(await desk.office.rowOf(id)).toMatchObject({ status: 'sent', attempts: 2, last_error: null });
			},
			{ timeout: 15_000, interval: 200 },
		);
	});
	expect(desk.smtp.received).toHaveLength(1);
});

test.each([
	{ code: 451, at: 'recipient', status: 'pending' },
	{ code: 550, at: 'recipient', status: 'failed' },
	{ code: 452, at: 'text', status: 'pending' },
	{ code: 554, at: 'text', status: 'failed' },
	{ code: 421, at: 'greeting', status: 'pending' },
	{ code: 554, at: 'greeting', status: 'pending' },
])('a $code to the $at leaves the mail $status', async ({ code, at, status }) => {
	await desk.smtp.close();
	const no = () => Object.assign(new Error('no, thank you'), { responseCode: code });
	desk.smtp = await startSmtp({
		...(at === 'greeting' && { onConnect: (_session, done) => done(no()) }),
		...(at === 'recipient' && { onRcptTo: (_address, _session, done) => done(no()) }),
		...(at === 'text' && { onData: (stream, _session, done) => void stream.resume().on('end', () => done(no())) }),
	});
	desk.office.env.SMTP_URL = desk.smtp.url;
	const id = await desk.office.queue();
	const attempt = deliver(desk.office.outbox, id);
	await (status === 'pending' ? expect(attempt).rejects.toThrow('was not taken') : attempt);
	const row = await desk.office.rowOf(id);
	expect(row).toMatchObject({ status, attempts: 1 });
	expect(row.last_error).toContain(String(code));
});

test('a refused login is the owner’s to mend: the mail waits', async () => {
	await desk.smtp.close();
	desk.smtp = await startSmtp({
		disabledCommands: [],
		onAuth: (_auth, _session, done) => done(Object.assign(new Error('Invalid login'), { responseCode: 535 })),
	});
	desk.office.env.SMTP_URL = `smtp://user:wrong@127.0.0.1:${desk.smtp.port}`;
	const id = await desk.office.queue();
	await expect(deliver(desk.office.outbox, id)).rejects.toThrow();
	expect(await desk.office.rowOf(id)).toMatchObject({ status: 'pending' });
});

test('to this machine mail goes without TLS, a STARTTLS with a made-up certificate notwithstanding', async () => {
	await deliver(desk.office.outbox, await desk.office.queue());
	expect(desk.smtp.received[0]?.secure).toBe(false);
	desk.office.env.SMTP_URL = `${desk.smtp.url}?requireTLS=true`;
	const id = await desk.office.queue();
	await expect(deliver(desk.office.outbox, id)).rejects.toThrow();
	expect((await desk.office.rowOf(id)).last_error).toMatch(/certificate/);
});

test.each([
	// The greeting and the socket have the same limit, and on a busy machine even a prompt greeting is late: either may be reached first.
	{ how: 'says nothing', greeting: '', error: /Greeting never received|Timeout/ },
	{ how: 'greets and then drips without end', greeting: '220 hello\r\n', error: /aborted|Greeting never received/ },
])('a server that $how is given up in time, and the mail waits', async ({ greeting, error }) => {
	const stalling = createServer((socket) => {
		socket.write(greeting);
		const timer = setInterval(() => greeting && socket.write('250-wait\r\n'), 50);
		socket.on('error', () => {}).on('close', () => clearInterval(timer));
	});
	await new Promise<void>((resolve) => stalling.listen(0, '127.0.0.1', resolve));
	const { port } = stalling.address() as AddressInfo;
	const hasty = await openOutbox(desk.url, { ...desk.office.env, SMTP_URL: `smtp://127.0.0.1:${port}` }, HASTY);
	const id = await desk.office.queue();
	await expect(deliver(hasty.outbox, id)).rejects.toThrow('was not taken');
	expect(await desk.office.rowOf(id)).toMatchObject({ status: 'pending', last_error: expect.stringMatching(error) });
	stalling.close();
	await hasty.close();
});

test('without SMTP mail waits where the owner sees it, and leaves once SMTP is set', async () => {
	desk.office.env.SMTP_URL = '';
	const id = await desk.office.queue();
	await deliver(desk.office.outbox, id);
	expect(await desk.office.rowOf(id)).toMatchObject({ status: 'pending', attempts: 0 });
	expect(await outboxState(desk.office.outbox.db, desk.office.outbox.delivery, SYSTEM)).toMatchObject({
		pending: 1,
		held: [{ id, not_set_up: true, to: 'thuy@example.org' }],
	});
	expect(await wake(desk.office.outbox)).toBe(0);

	desk.office.env.SMTP_URL = desk.smtp.url;
	expect(await wake(desk.office.outbox)).toBe(1);
	expect(await wake(desk.office.outbox)).toBe(0);
	await withWorker(() =>
		vi.waitFor(async () => expect((await desk.office.rowOf(id)).status).toBe('sent'), { timeout: 10_000 }),
	);
});

test('mail to an owner who has no address waits and holds up nobody else’s', async () => {
	desk.office.env.OWNER_EMAIL = '';
	const forOwner = await desk.office.queueForOwner();
	const forCustomer = await desk.office.queue();
	for (const id of [forOwner, forCustomer]) await deliver(desk.office.outbox, id);
	expect(desk.smtp.received.map((mail) => mail.recipients)).toEqual([['thuy@example.org']]);
	expect(await desk.office.rowOf(forOwner)).toMatchObject({ status: 'pending', attempts: 0 });
	desk.office.env.OWNER_EMAIL = 'owner@kestrel.example';
	expect(await wake(desk.office.outbox)).toBe(1);
});

test('a row whose job was lost is found by the clock', async () => {
	await desk.office.queue();
	await sql`delete from pgboss.job`.execute(desk.office.outbox.db);
	expect(await wake(desk.office.outbox)).toBe(0);
	desk.office.later(3 * 3_600_000);
	expect(await wake(desk.office.outbox)).toBe(1);
	desk.office.later(-3 * 3_600_000);
});

test('a mail nobody takes for a day is given up', async () => {
	await desk.smtp.close();
	const id = await desk.office.queue();
	await desk.office.outbox.db.updateTable('notifications').set({ attempts: 29 }).where('id', '=', id).execute();
	await expect(deliver(desk.office.outbox, id)).rejects.toThrow('attempt 30');
	await deliver(desk.office.outbox, id);
	expect(await desk.office.rowOf(id)).toMatchObject({ status: 'failed', attempts: 31 });
	desk.smtp = await startSmtp({}, desk.smtp.port);
});
