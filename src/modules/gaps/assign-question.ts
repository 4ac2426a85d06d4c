import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { addExample, removeExample } from '#modules/knowledge/index.ts';
import { questionAssigned, questionReleased } from './events.ts';
import { closeEmpty } from './groups/close-gap.ts';
import { discountQuestions } from './groups/count-features.ts';
import { placeAgain } from './groups/gather-gaps.ts';
import { recount } from './groups/recount.ts';
import { canMend } from './policy.ts';
import { translationFor } from './replay/translation-for.ts';
import './tables.ts';

type Assignment = {
	question_id: string;
	article_id: string;
	/** How the example reads, where it should not be the question word for word. */
	example?: string | undefined;
};

/**
 * Says which article answers a question: it becomes an example of the article in its language, and leaves its gap. Throws `not_found`, `conflict` when it
 * belongs to an article already, `invalid_input` where the article lacks the language.
 */
export async function assignQuestion(tx: Tx, actor: Actor, { question_id, article_id, example }: Assignment) {
	authorise(canMend(actor), actor);
	const question = await lockQuestion(tx, question_id);
	const { id: translation_id, lang } = await translationFor(tx, article_id, question.lang);
	const text = (example ?? question.text).trim();
	if (text === '') throw problem('conflict', { detail: 'The words of this question were erased.' });
	const row = { question_id, article_id, translation_id, by_member: actorStamp(actor).id, at: now(tx) };
	const made = await tx
		.insertInto('question_articles')
		.values({ ...row, example: '' })
		.onConflict((oc) => oc.column('question_id').doNothing())
		.executeTakeFirst();
	if (!made.numInsertedOrUpdatedRows) throw problem('conflict', { detail: 'This question belongs to an article.' });
	await leaveGap(tx, actor, question_id);
	await record(tx, actor, questionAssigned, { subject: question_id, payload: { article_id, translation_id } });
	// Last: it holds the counter that every writer of knowledge waits for.
	const { changed } = await addExample(tx, actor, { article_id, lang, question: text });
	if (changed)
		await tx.updateTable('question_articles').set({ example: text }).where('question_id', '=', question_id).execute();
	return { translation_id, lang, added: changed };
}

/** Undoes it: the example goes, and the question is placed among the gaps again if it was asked in vain. Throws `not_found`. */
export async function releaseQuestion(tx: Tx, actor: Actor, question_id: string): Promise<void> {
	authorise(canMend(actor), actor);
	const gone = await tx
		.deleteFrom('question_articles as given')
		.using('translations as t')
		.whereRef('t.id', '=', 'given.translation_id')
		.where('given.question_id', '=', question_id)
		.returning(['given.article_id', 'given.example', 't.lang'])
		.executeTakeFirst();
	if (!gone) throw problem('not_found');
	const { article_id, example, lang } = gone;
	await placeAgain(tx, question_id);
	await record(tx, actor, questionReleased, { subject: question_id, payload: { article_id } });
	if (example) await removeExample(tx, actor, { article_id, lang, question: example });
}

async function lockQuestion(tx: Tx, id: string) {
	const question = await tx
		.selectFrom('questions')
		.select(['id', 'text', 'lang'])
		.where('id', '=', id)
		.forShare()
		.executeTakeFirst();
	if (!question) throw problem('not_found');
	return question;
}

async function leaveGap(tx: Tx, actor: Actor, questionId: string): Promise<void> {
	const left = await tx
		.deleteFrom('gap_questions')
		.where('question_id', '=', questionId)
		.returning(['gap_id', 'features'])
		.executeTakeFirst();
	if (!left) return;
	await discountQuestions(tx, [left]);
	await recount(tx, [left.gap_id]);
	await closeEmpty(tx, actor, left.gap_id);
}
