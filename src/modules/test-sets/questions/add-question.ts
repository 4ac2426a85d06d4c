import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { setFilled } from '../events.ts';
import type { Expectation } from '../judge.ts';
import { canWriteTests } from '../policy.ts';
import { lockSet, requireRoom } from '../sets/lock-set.ts';
import { requireArticle, worded } from './wanted.ts';

type NewTest = Expectation & { set_id: string; text: string; lang: string };

/** Puts a question into a set by hand. Throws `not_found`, and `invalid_input` where the set is full or has it, or where the article is missing. */
export async function addTestQuestion(tx: Tx, actor: Actor, test: NewTest): Promise<{ id: string }> {
	authorise(canWriteTests(actor), actor);
	await lockSet(tx, test.set_id);
	await requireRoom(tx, test.set_id);
	await requireArticle(tx, test);
	const id = newId(now(tx));
	const row = { ...test, id, question_id: null, customer_id: null, created_at: now(tx), removed_at: null };
	await worded(tx.insertInto('test_questions').values(row).execute());
	await record(tx, actor, setFilled, { subject: test.set_id, payload: { questions: 1 } });
	return { id };
}
