import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { askedIn } from '#modules/assistant/index.ts';
import { articleCards, preferenceOf } from '#modules/knowledge/index.ts';
import { colleagueAsked } from '../events.ts';
import { lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { isCustomerIn } from '../policy.ts';

/** So long the assistant waits for a colleague before it offers a person instead. */
export const COLLEAGUE_MS = 30 * 60_000;
const OPTIONS = 4;

/**
 * The assistant does not know, keeps the conversation and asks a colleague: what the customer asked last, with the articles that came nearest to choose
 * from. One at a time; again while one is waited for, it is that one. Throws `conflict` where nothing was asked in vain.
 */
export async function askColleague(tx: Tx, actor: Actor, id: string): Promise<{ id: string; expires_at: Date }> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(isCustomerIn(actor, conversation), actor);
	const waiting = await tx
		.selectFrom('colleague_questions')
		.select(['id', 'expires_at'])
		.where('conversation_id', '=', conversation.id)
		.where('state', '=', 'waiting')
		.executeTakeFirst();
	if (waiting) return waiting;
	if (conversation.holder !== 'assistant') throw problem('conflict', { detail: 'A person has this conversation.' });
	const { lang } = conversation;
	const last = (await askedIn(tx, { conversation: conversation.id, from: conversation.matter_from })).at(-1);
	if (!last) throw problem('conflict', { detail: 'Nothing has been asked yet.' });
	const near = last.shown.slice(0, OPTIONS).map(({ article_id }) => article_id);
	const cards = await articleCards(tx, near, preferenceOf(lang, lang));
	const options = cards.map(({ article_id, title }) => ({ article_id, title }));
	const asked = await tx
		.insertInto('colleague_questions')
		.values({
			id: newId(now(tx)),
			conversation_id: conversation.id,
			question_id: last.id,
			text: last.text,
			options: JSON.stringify(options),
			state: 'waiting',
			asked_at: now(tx),
			expires_at: new Date(now(tx).getTime() + COLLEAGUE_MS),
		})
		.returning(['id', 'expires_at'])
		.executeTakeFirstOrThrow();
	await writeMessage(tx, actor, conversation, {
		author: 'system',
		kind: 'notice',
		text: '',
		parts: { notice: { code: 'asked_colleague', until: asked.expires_at.toISOString() } },
	});
	await record(tx, actor, colleagueAsked, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { colleague_question_id: asked.id, question_id: last.id },
	});
	return asked;
}
