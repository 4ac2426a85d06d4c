import { SYSTEM } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Clock } from '#core/time.ts';
import type { Transact } from '#core/transaction.ts';
import { journeyAbandoned, journeyExpired } from './events.ts';
import { type JourneyApp, keep, openRun, proceed, tell } from './run.ts';
import { releaseAll } from './stop.ts';
import './tables.ts';

type LeftApp = JourneyApp & { database: { db: Db }; transact: Transact; clock: Clock };

/** So long nobody answers who means to go on in one sitting. */
const ABANDONED_MS = 3 * 3_600_000;
const EXPIRED_MS = 30 * 86_400_000;
const AT_ONCE = 200;

/** Notices journeys that were left unfinished, once each, and ends those that nobody came back to for a month. */
export const leftAloneJob = (app: LeftApp): JobKind<object> => ({
	name: 'journeys.left_alone',
	every: '*/10 * * * *',
	handle: async () => {
		for (const id of await idle(app, EXPIRED_MS)) await expire(app, id);
		for (const id of await idle(app, ABANDONED_MS, true)) await notice(app, id);
	},
});

async function idle({ database, clock }: LeftApp, ms: number, unnoticed = false): Promise<string[]> {
	const rows = await database.db
		.selectFrom('journeys')
		.select('id')
		.where('state', '=', 'open')
		.where('updated_at', '<', new Date(clock().getTime() - ms))
		.$if(unnoticed, (query) => query.where('noticed_at', 'is', null))
		.orderBy('updated_at')
		.limit(AT_ONCE)
		.execute();
	return rows.map(({ id }) => id);
}

async function notice(app: LeftApp, journey: string): Promise<void> {
	await app.transact(async (tx) => {
		const run = await openRun(app, tx, SYSTEM, { journey });
		if (run.journey.state !== 'open' || run.journey.noticed_at) return;
		const { place } = await proceed(run);
		const name = place.kind === 'ask' ? place.step.name : place.kind;
		await tell(run, journeyAbandoned, { name, reminded: run.journey.remind_email !== null });
		// When somebody was last at it is not to be moved by this.
		await tx.updateTable('journeys').set({ noticed_at: app.clock() }).where('id', '=', journey).execute();
	});
}

async function expire(app: LeftApp, journey: string): Promise<void> {
	await app.transact(async (tx) => {
		const run = await openRun(app, tx, SYSTEM, { journey });
		if (run.journey.state !== 'open') return;
		await releaseAll(run);
		await tell(run, journeyExpired, {});
		await keep(run, { state: 'expired' });
	});
}
