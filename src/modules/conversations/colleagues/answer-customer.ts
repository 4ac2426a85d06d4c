import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { articleAddress, articleCards, preferenceOf } from '#modules/knowledge/index.ts';
import { ASSISTANT } from '../attendant/assistant.ts';
import { colleagueAnswered } from '../events.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { canAnswer } from '../policy.ts';
import type { Parts } from '../tables.ts';

type Given = { question: string; text?: string | undefined; article?: string | undefined };

/**
 * A colleague fills in what the assistant did not know, in words or by naming the article, and the assistant goes on with it. Of two who answer at once the
 * first counts: `conflict`.
 */
export async function answerForAssistant(
	tx: Tx,
	actor: Actor,
	{ question: id, text = '', article }: Given,
): Promise<void> {
	authorise(canAnswer(actor), actor);
	const asked = await tx
		.selectFrom('colleague_questions')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!asked) throw problem('not_found');
	if (asked.state !== 'waiting')
		throw problem('conflict', { detail: 'It has been answered, or nobody waits any more.' });
	const conversation = await lockConversation(tx, actor, asked.conversation_id);
	const named = article ? await articleNamed(tx, conversation, article) : undefined;
	await tx
		.updateTable('colleague_questions')
		.set({
			state: 'answered',
			answer: text,
			article_id: article ?? null,
			answered_by: actor.kind === 'staff' ? actor.id : null,
			answered_at: now(tx),
		})
		.where('id', '=', id)
		.execute();
	await writeMessage(tx, ASSISTANT, conversation, {
		author: 'assistant',
		text: text || (named?.title ?? ''),
		member_id: actor.kind === 'staff' ? actor.id : undefined,
		parts: { outcome: 'answer', ...(asked.question_id && { question_id: asked.question_id }), ...named?.parts },
	});
	await record(tx, actor, colleagueAnswered, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { colleague_question_id: id, ...(article && { article_id: article }) },
	});
}

async function articleNamed(tx: Tx, { lang }: Conversation, article: string): Promise<{ title: string; parts: Parts }> {
	const [card] = await articleCards(tx, [article], preferenceOf(lang, lang));
	if (!card) throw problem('not_found', { detail: 'There is no such article.' });
	const { title } = card;
	return { title, parts: { choices: [{ article_id: article, title, url: articleAddress(card) }] } };
}
