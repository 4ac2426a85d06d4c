import { SYSTEM } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import { now, type Transact } from '#core/transaction.ts';
import { calendarsOf } from '../calendars/terms.ts';
import { promiseEscalated } from '../events.ts';
import type { FOUND_REASONS } from '../kinds.ts';
import type { Circumstances } from '../rules/rule-for.ts';
import { breakPromise } from './break.ts';
import { change, STEP, tell } from './change.ts';
import { MINUTE_MS, nextMoment, type PromiseRow, spentBy } from './measure.ts';

/** What promises are about, by the type of the subject: who looks after it, where in the console it is, and by what it is ruled. */
export type PromiseSubjects = Partial<
	Record<
		string,
		{
			assigneeOf(db: Db, id: string): Promise<string | undefined>;
			page(id: string): string;
			/** By what rules may be chosen for it. */
			ruledBy?(db: Db, id: string): Promise<Pick<Circumstances, 'topics' | 'groups'> | undefined>;
		}
	>
>;

export type Stepping = { transact: Transact; promiseSubjects: PromiseSubjects };

export function stepJob(parts: Stepping): JobKind<{ promise_id: string }> {
	return { name: STEP, handle: ({ promise_id }) => stepPromise(parts, promise_id) };
}

/**
 * Does what is due on a promise: tells the next step of its ladder, or breaks it. Of steps that passed while nobody looked only the last is told. A job of a
 * promise that stands still, was kept or was looked at by another finds nothing due.
 */
export async function stepPromise({ transact, promiseSubjects }: Stepping, id: string): Promise<void> {
	await transact(async (tx) => {
		const promise = await tx
			.selectFrom('promises')
			.selectAll()
			.where('id', '=', id)
			.where('state', '=', 'running')
			.where('next_at', '<=', now(tx))
			.forUpdate()
			.executeTakeFirst();
		if (!promise) return;
		if (promise.due_at <= now(tx)) await breakPromise(tx, promise, await reasonFor(tx, promiseSubjects, promise));
		else await climb(tx, promise);
	});
}

async function reasonFor(
	tx: Tx,
	subjects: PromiseSubjects,
	{ subject_type, subject_id }: PromiseRow,
): Promise<(typeof FOUND_REASONS)[number]> {
	const subject = subjects[subject_type];
	if (!subject) return 'no_reason_given';
	return (await subject.assigneeOf(tx, subject_id)) ? 'taken_not_answered' : 'nobody_took_it';
}

async function climb(tx: Tx, promise: PromiseRow): Promise<void> {
	const calendar = (await calendarsOf(tx, [promise]))(promise);
	const { ladder, due_at, counted_from, told: before } = promise;
	const from = now(tx);
	const spent = spentBy(calendar, promise, from);
	const told = Math.max(before, ladder.filter(({ after }) => after * MINUTE_MS <= spent).length);
	const next_at = nextMoment(calendar, { from, spent, told, due_at }, ladder);
	// The clock is read here but goes on being counted from where it was.
	const row = await change(tx, promise.id, { told, next_at, counted_from });
	const step = ladder[told - 1];
	if (step && told > before) await tell(tx, SYSTEM, promiseEscalated, row, { step: told, ...step });
}
