import type { Actor } from '#core/access.ts';
import type { Calendar } from '#core/calendar/calendar.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { calendarsOf } from '../calendars/terms.ts';
import { breakPromise } from './break.ts';
import type { PromiseRow } from './measure.ts';

/** What a promise is about: `conversation`, `booking`… and its id. */
export type Subject = { type: string; id: string };

/** Nobody else changes what is promised about a subject until the transaction ends. */
export async function lockSubject(tx: Tx, { type, id }: Subject): Promise<{ responded_at: Date | null }> {
	await tx
		.insertInto('promise_subjects')
		.values({ type, id })
		.onConflict((oc) => oc.doNothing())
		.execute();
	return tx
		.selectFrom('promise_subjects')
		.select('responded_at')
		.where('type', '=', type)
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirstOrThrow();
}

/** A promise and the hours it was made under. */
export type Held = { promise: PromiseRow; calendar: Calendar };

/** Promises about a subject that are not cancelled, locked, the oldest first. One whose time ran out a moment ago is broken first, so that no act comes in time by being quicker than the job. */
export async function lockPromises(tx: Tx, subject: Subject): Promise<Held[]> {
	const rows = await tx
		.selectFrom('promises')
		.selectAll()
		.where('subject_type', '=', subject.type)
		.where('subject_id', '=', subject.id)
		.where('state', '!=', 'cancelled')
		.orderBy('id')
		.forUpdate()
		.execute();
	return judged(tx, rows);
}

async function judged(tx: Tx, rows: readonly PromiseRow[]): Promise<Held[]> {
	const calendarOf = await calendarsOf(tx, rows);
	const held: Held[] = [];
	for (const row of rows) {
		const late = row.state === 'running' && row.due_at < now(tx);
		const promise = late ? await breakPromise(tx, row, 'no_reason_given') : row;
		held.push({ promise, calendar: calendarOf(row) });
	}
	return held;
}

/** One of them by its id; nothing where there is none. */
export async function lockPromise(tx: Tx, id: string): Promise<Held | undefined> {
	const row = await tx.selectFrom('promises').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
	return row && (await judged(tx, [row]))[0];
}

export const isOpen = ({ state }: PromiseRow) => state === 'running' || state === 'paused';

/** Also one that is broken, until it is done after all: its clock goes on. */
export const isWaitedFor = (promise: PromiseRow) => isOpen(promise) || promise.counted_from !== null;

/** Who did it, as rows name them: `staff:…`. */
export const doer = (actor: Actor) => `${actor.kind}:${actor.id}`;
