import type { Actor } from '#core/access.ts';
import { addOpenTime } from '#core/calendar/open-time.ts';
import type { Tx } from '#core/db.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import type { Terms } from '../calendars/terms.ts';
import { promiseMade } from '../events.ts';
import type { Pause, PromiseKind, Step } from '../kinds.ts';
import { lookAgain, tell } from './change.ts';
import { doer, type Subject } from './lock-promises.ts';
import { MINUTE_MS, nextMoment, type PromiseRow } from './measure.ts';

type Beginning = {
	kind: PromiseKind;
	subject: Subject;
	customer: string | null;
	channel: string | null;
	lang: string | null;
	rule_id: string | null;
	terms: Terms;
	minutes: number;
	/** Given by a person; else the calendar says. */
	due_at?: Date | undefined;
	pauses: readonly Pause[];
	ladder: readonly Step[];
	by_hand: boolean;
	note?: string | undefined;
};

/** Makes a promise and starts its clock. Nothing where nobody is ever there to keep it. */
export async function begin(tx: Tx, actor: Actor, beginning: Beginning): Promise<PromiseRow | undefined> {
	const { subject, customer, terms, minutes, pauses, ladder, note = '', ...rest } = beginning;
	const at = now(tx);
	const due_at = rest.due_at ?? addOpenTime(terms.calendar, at, minutes * MINUTE_MS);
	if (!due_at) return undefined;
	const promise = await tx
		.insertInto('promises')
		.values({
			...rest,
			id: newId(at),
			state: 'running',
			made_by: doer(actor),
			subject_type: subject.type,
			subject_id: subject.id,
			customer_id: customer,
			terms_id: terms.terms_id,
			zone: terms.zone,
			minutes,
			pauses: [...pauses],
			ladder: JSON.stringify(ladder),
			note,
			started_at: at,
			due_at,
			counted_from: at,
			next_at: nextMoment(terms.calendar, { from: at, spent: 0, told: 0, due_at }, ladder),
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	await lookAgain(tx, promise);
	await tell(tx, actor, promiseMade, promise, {
		minutes,
		due_at: due_at.toISOString(),
		by_hand: promise.by_hand,
	});
	return promise;
}
