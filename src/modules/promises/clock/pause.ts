import { type Actor, authorise } from '#core/access.ts';
import { addOpenTime } from '#core/calendar/open-time.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { promisePaused, promiseResumed } from '../events.ts';
import type { Pause } from '../kinds.ts';
import { canWait } from '../policy.ts';
import { change, tell } from './change.ts';
import { type Held, lockPromises, lockSubject, type Subject } from './lock-promises.ts';
import { MINUTE_MS, nextMoment, spentBy } from './measure.ts';

/** Stops the clocks that stand still for this; one that stands still for two reasons goes on when both are over. */
export async function pausePromises(tx: Tx, actor: Actor, subject: Subject, why: Pause): Promise<void> {
	authorise(canWait(actor), actor);
	await lockSubject(tx, subject);
	for (const { promise, calendar } of await lockPromises(tx, subject)) {
		const { state, pauses, paused_for } = promise;
		if ((state !== 'running' && state !== 'paused') || !pauses.includes(why) || paused_for.includes(why)) continue;
		const row = await change(tx, promise.id, {
			paused_for: [...paused_for, why],
			...(state === 'running' && {
				state: 'paused' as const,
				spent_ms: spentBy(calendar, promise, now(tx)),
				counted_from: null,
				paused_at: now(tx),
				next_at: null,
			}),
		});
		await tell(tx, actor, promisePaused, row, { why });
	}
}

export async function resumePromises(tx: Tx, actor: Actor, subject: Subject, why: Pause): Promise<void> {
	authorise(canWait(actor), actor);
	await lockSubject(tx, subject);
	for (const held of await lockPromises(tx, subject)) {
		const { state, paused_for, id } = held.promise;
		if (state !== 'paused' || !paused_for.includes(why)) continue;
		const left = paused_for.filter((reason) => reason !== why);
		if (left.length > 0) await change(tx, id, { paused_for: left });
		else await goOn(tx, actor, held, why);
	}
}

/** The clock goes on where it stood, with a new end. */
export async function goOn(tx: Tx, actor: Actor, { promise, calendar }: Held, why: Pause | 'reopened'): Promise<void> {
	const { minutes, spent_ms: spent, told, ladder } = promise;
	const from = now(tx);
	const due_at = addOpenTime(calendar, from, minutes * MINUTE_MS - spent) ?? promise.due_at;
	const row = await change(tx, promise.id, {
		state: 'running',
		due_at,
		counted_from: from,
		paused_at: null,
		paused_for: [],
		next_at: nextMoment(calendar, { from, spent, told, due_at }, ladder),
		done_at: null,
		done_by: null,
		ended_at: null,
	});
	await tell(tx, actor, promiseResumed, row, { why, due_at: due_at.toISOString() });
}
