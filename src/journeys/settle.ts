import { SYSTEM } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Clock } from '#core/time.ts';
import { contextOf, type Transact } from '#core/transaction.ts';
import { askingOf } from './asking-of.ts';
import type { Answers, Definition, Settled } from './definition.ts';
import { journeyDone, journeyFailed } from './events.ts';
import { readJourney } from './lock.ts';
import { secondsOf, undoUntil } from './perform.ts';
import { definitionOf, isDeclared } from './registry.ts';
import { type JourneyApp, keep, openRun, type Run, tell } from './run.ts';
import { walk } from './walk.ts';

export type SettleApp = JourneyApp & { database: { db: Db }; transact: Transact; clock: Clock };

export const SETTLE = 'journeys.settle';
/** Who waits for longer than this was forgotten, or answered into the void: it is asked again, under the same key. */
const FORGOTTEN_MS = 5 * 60_000;
const SWEPT_AT_ONCE = 100;

/** Asks the world outside and writes down what it said. Tried again until it is settled, always under the journey's own key. */
export const settleJob = (app: SettleApp): JobKind<{ journey: string }> => ({
	name: SETTLE,
	handle: ({ journey }) => settleJourney(app, journey),
});

/** What stays pending although nobody works on it is taken up again. */
export const reconcileJob = (app: SettleApp): JobKind<object> => ({
	name: 'journeys.reconcile',
	every: '* * * * *',
	handle: async () => {
		const before = new Date(app.clock().getTime() - FORGOTTEN_MS);
		await app.transact(async (tx) => {
			const forgotten = await tx
				.updateTable('journeys')
				.set({ asked_outside_at: app.clock() })
				.where('id', 'in', (eb) =>
					eb
						.selectFrom('journeys')
						.select('id')
						.where('state', '=', 'pending')
						.where('asked_outside_at', '<', before)
						.orderBy('asked_outside_at')
						.limit(SWEPT_AT_ONCE),
				)
				.returning('id')
				.execute();
			for (const { id } of forgotten) await contextOf(tx).enqueue(tx, SETTLE, { journey: id });
		});
	},
});

/** Throws where it is to be tried again. */
export async function settleJourney(app: SettleApp, id: string): Promise<void> {
	const { db } = app.database;
	const journey = await readJourney(db, SYSTEM, id).catch(() => undefined);
	if (journey?.state !== 'pending') return;
	if (!isDeclared(app.services, journey.service)) return;
	const definition = definitionOf(app.services, journey);
	if (!definition.outside) return;
	const base = askingOf({ db, actor: SYSTEM, now: app.clock(), say: app.say, lookUp: app.lookUp, definition }, journey);
	const { values } = await walk({ definition, given: journey.answers, base });
	const settled = await definition.outside.call({ ...base, answers: values }, id);
	if (!settled.ok && settled.retry) throw new Error(settled.error);
	await app.transact(async (tx) => {
		const run = await openRun(app, tx, SYSTEM, { journey: id });
		if (run.journey.state === 'pending') await write(run, definition, values, settled);
	});
}

async function write(run: Run, definition: Definition, answers: Answers, settled: Settled): Promise<void> {
	const result = await definition.outside?.settle({ ...run.base, answers }, settled);
	const changes = { result: JSON.stringify(result), asked_outside_at: null };
	if (settled.ok) {
		await tell(run, journeyDone, { seconds: secondsOf(run) });
		return keep(run, { ...changes, state: 'done', done_at: run.base.now, undo_until: undoUntil(run) });
	}
	await tell(run, journeyFailed, {});
	return keep(run, { ...changes, state: 'failed' });
}
