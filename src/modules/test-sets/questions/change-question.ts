import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { testChanged } from '../events.ts';
import type { Expectation } from '../judge.ts';
import { canWriteTests } from '../policy.ts';
import { lockSet } from '../sets/lock-set.ts';
import { requireArticle, worded } from './wanted.ts';

type Change = Expectation & { set_id: string; id: string; text: string; lang: string };

/** Words a question anew, or expects something else of it; runs of before keep what they asked. Throws as adding one does. */
export async function changeTestQuestion(
	tx: Tx,
	actor: Actor,
	{ set_id, id, text, lang, expected, article_id }: Change,
): Promise<void> {
	authorise(canWriteTests(actor), actor);
	await lockSet(tx, set_id);
	await requireArticle(tx, { expected, article_id });
	const { numUpdatedRows } = await worded(
		tx
			.updateTable('test_questions')
			.set({ text, lang, expected, article_id })
			.where('id', '=', id)
			.where('set_id', '=', set_id)
			.where('removed_at', 'is', null)
			.executeTakeFirst(),
	);
	if (!numUpdatedRows) throw problem('not_found', { detail: 'There is no such question in this set.' });
	await record(tx, actor, testChanged, { subject: set_id, payload: { question_id: id } });
}
