import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { testRemoved, testReturned } from '../events.ts';
import { canWriteTests } from '../policy.ts';
import { lockSet, requireRoom } from '../sets/lock-set.ts';
import { worded } from './wanted.ts';

type Ref = { set_id: string; id: string };

/** Takes a question out of a set; for a month it can come back. Throws `not_found`. */
export async function removeTestQuestion(tx: Tx, actor: Actor, ref: Ref): Promise<void> {
	authorise(canWriteTests(actor), actor);
	await lockSet(tx, ref.set_id);
	const { numUpdatedRows } = await tx
		.updateTable('test_questions')
		.set({ removed_at: now(tx) })
		.where('id', '=', ref.id)
		.where('set_id', '=', ref.set_id)
		.where('removed_at', 'is', null)
		.executeTakeFirst();
	if (!numUpdatedRows) throw missing();
	await record(tx, actor, testRemoved, { subject: ref.set_id, payload: { question_id: ref.id } });
}

/** Undoes it. Throws `not_found`, also of words that were erased meanwhile, and `invalid_input` where the set is full or has it again. */
export async function returnTestQuestion(tx: Tx, actor: Actor, ref: Ref): Promise<void> {
	authorise(canWriteTests(actor), actor);
	await lockSet(tx, ref.set_id);
	await requireRoom(tx, ref.set_id);
	const { numUpdatedRows } = await worded(
		tx
			.updateTable('test_questions')
			.set({ removed_at: null })
			.where('id', '=', ref.id)
			.where('set_id', '=', ref.set_id)
			.where('removed_at', 'is not', null)
			.executeTakeFirst(),
	);
	if (!numUpdatedRows) throw missing();
	await record(tx, actor, testReturned, { subject: ref.set_id, payload: { question_id: ref.id } });
}

const missing = () => problem('not_found', { detail: 'There is no such question in this set.' });
