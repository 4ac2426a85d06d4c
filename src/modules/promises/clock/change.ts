import type { Updateable } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import type { EventKind } from '#core/events/define.ts';
import { record } from '#core/events/record.ts';
import { contextOf } from '#core/transaction.ts';
import type { PromiseRow } from './measure.ts';

/** One job a moment: what it finds then decides, so a job of a moment that was moved does nothing. */
export const STEP = 'promises.step';

/** Writes new values of a promise that the caller has locked, and has it looked at when something is next to happen. */
export async function change(tx: Tx, id: string, values: Updateable<Tables['promises']>): Promise<PromiseRow> {
	const row = await tx
		.updateTable('promises')
		.set(values)
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirstOrThrow();
	await lookAgain(tx, row);
	return row;
}

export async function lookAgain(tx: Tx, { id, next_at }: PromiseRow): Promise<void> {
	if (next_at) await contextOf(tx).enqueue(tx, STEP, { promise_id: id }, { after: next_at });
}

type About = Pick<PromiseRow, 'kind' | 'subject_type' | 'subject_id'>;

/** The fact, under the customer, channel and language of the promise. */
export async function tell<P extends object>(
	tx: Tx,
	actor: Actor,
	event: EventKind<P & About>,
	promise: PromiseRow,
	payload: P,
): Promise<void> {
	const { id, kind, subject_type, subject_id, customer_id, channel, lang } = promise;
	await record(tx, actor, event, {
		subject: id,
		payload: { kind, subject_type, subject_id, ...payload },
		...(customer_id && { customer: customer_id }),
		...(channel && { channel }),
		...(lang && { lang }),
	});
}
