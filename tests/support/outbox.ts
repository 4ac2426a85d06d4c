import { sql } from 'kysely';
import { pino } from 'pino';
import { emailChannel } from '#channels/email/index.ts';
import type { Limits } from '#channels/email/put.ts';
import { openDatabase } from '#core/db.ts';
import { openDelivery, OWNER } from '#core/delivery.ts';
import { sayer } from '#core/i18n/texts.ts';
import { openJobs } from '#core/jobs.ts';
import { openSecrets } from '#core/secrets.ts';
import { openSettings } from '#core/settings.ts';
import { transactor } from '#core/transaction.ts';
import { deliverJob, notify, type Outbox, wakeJob } from '#modules/notifications/index.ts';

/** Database, queue and mail as the app wires them. `env` may be changed at any time; `later` moves the clock on. */
export async function openOutbox(url: string, env: Record<string, string>, limits?: Limits) {
	const database = openDatabase(url);
	const secrets = openSecrets('a secret of at least thirty-two letters');
	const settings = openSettings(database.db, secrets, env);
	const jobs = await openJobs(database.pool, pino({ level: 'silent' }), { worker: true });
	let shift = 0;
	const transact = transactor(database.db, {
		clock: () => new Date(Date.now() + shift),
		queuesFor: () => [],
		enqueue: (tx, queue, data) => jobs.enqueue(tx, queue, data),
	});
	const delivery = openDelivery();
	delivery.register(emailChannel(settings, limits));
	const outbox = { db: database.db, transact, settings, delivery, say: sayer(settings) };
	await jobs.prepare([deliverJob(outbox), wakeJob(outbox)]);
	return {
		...letters(outbox),
		outbox,
		jobs,
		secrets,
		env,
		later: (ms: number) => void (shift += ms),
		close: async () => {
			await jobs.close();
			await database.close();
		},
	};
}

type Received = { lang?: string; to?: string; message?: string; dedupeKey?: string };

/** The two letters of the first issue, ready to be queued, and their rows. */
function letters({ db, transact }: Outbox) {
	return {
		queue: async ({ lang = 'en', to = 'thuy@example.org', message = 'It beeps.', dedupeKey }: Received = {}) => {
			const args = { reference: 'KA-1041', message };
			const key = dedupeKey === undefined ? {} : { dedupeKey };
			const id = await transact((tx) =>
				notify(tx, { template: 'conversation_received', channel: 'email', lang, to, args, ...key }),
			);
			return id ?? '';
		},
		queueForOwner: async ({ subject = 'Error E04 after start', email }: { subject?: string; email?: string } = {}) => {
			const args = {
				reference: 'KA-1042',
				subject,
				message: 'It stops after ten seconds.',
				...(email && { customer_email: email }),
				customer_lang: 'th',
				asked: ['What is E04?'],
				seen: [{ title: 'Error codes', url: 'https://kestrel.example/articles/error-codes' }],
				url: 'https://kestrel.example/api/v1/conversations/42',
			};
			const id = await transact((tx) =>
				notify(tx, { template: 'conversation_opened', channel: 'email', lang: 'en', to: OWNER, args }),
			);
			return id ?? '';
		},
		rowOf: (id: string) => db.selectFrom('notifications').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
		empty: async () => {
			await db.deleteFrom('notifications').execute();
			await sql`delete from pgboss.job`.execute(db);
		},
	};
}
