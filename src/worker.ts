import { type App, KINDS, retention, TEXT_ROWS } from '#app';
import { sql } from 'kysely';
import { forgetOld } from '#core/events/forget-old.ts';
import { nextBatch, readEvent } from '#core/events/read.ts';
import { queueOf, type RollSubscriber, type Subscriber } from '#core/events/subscribe.ts';
import { forgetOldKeys } from '#core/idempotency.ts';
import type { JobKind } from '#core/jobs.ts';
import { forgetOldLimits } from '#core/limits.ts';

const ROLL_EVERY = '* * * * *';
const NIGHTLY = '17 3 * * *';

/** The worker role: acts on events, rolls them up, and keeps the house in order. */
export async function startWork(
	app: App,
	subscribers: readonly Subscriber<App>[],
	jobs: readonly JobKind<never>[],
): Promise<void> {
	const rolls = subscribers.filter((subscriber) => subscriber.how === 'roll');
	await app.jobs.prepare([
		{ name: 'core.housekeeping' },
		...rolls.map((roll) => ({ name: rollJob(roll), retries: 0 })),
	]);
	await housekeeping(app);
	await app.jobs.work({ name: 'core.housekeeping', every: NIGHTLY, handle: () => nightly(app) });
	for (const job of jobs) await app.jobs.work(job);
	for (const roll of rolls)
		await app.jobs.work({ name: rollJob(roll), every: ROLL_EVERY, handle: () => rollUp(app, roll) });
	for (const subscriber of subscribers) if (subscriber.how === 'act') await startAct(app, subscriber);
}

const rollJob = (roll: RollSubscriber) => `roll.${roll.name}`;

async function startAct(app: App, subscriber: Subscriber<App> & { how: 'act' }): Promise<void> {
	await app.jobs.work<{ event_id: string; at: string }>({
		name: queueOf(subscriber),
		handle: async ({ event_id, at }) => {
			const event = await readEvent(app.database.db, KINDS, event_id, new Date(at));
			if (event) await subscriber.handle(app, event);
		},
	});
}

/** Goes on until it has caught up; each batch commits with its cursor. */
export async function rollUp(app: App, roll: RollSubscriber): Promise<void> {
	const names = roll.events.map((kind) => kind.name);
	for (;;) {
		const count = await app.transact(async (tx) => {
			const events = await nextBatch(tx, KINDS, roll.name, names);
			if (events.length > 0) await roll.roll(tx, events);
			return events.length;
		});
		if (count === 0) return;
	}
}

/** What may take long is not done at the start. */
async function nightly(app: App): Promise<void> {
	await housekeeping(app);
	await forgetOld(app, app.settings.get(retention), TEXT_ROWS);
}

/** Partitions for the months ahead, and what may be forgotten. */
async function housekeeping(app: App): Promise<void> {
	const { db } = app.database;
	for (const months of [0, 1, 2])
		await sql`select ensure_event_partition((${app.clock()}::timestamptz + make_interval(months => ${months}))::date)`.execute(
			db,
		);
	await app.transact(forgetOldKeys);
	await forgetOldLimits(db);
	for (const table of ['sessions', 'identity_codes'] as const)
		await db.deleteFrom(table).where('expires_at', '<', app.clock()).execute();
}
