import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { askedIn, type Turn } from '#modules/assistant/index.ts';
import type { Conversation } from '../lock.ts';
import { readableConversation } from '../reading/get-conversation.ts';

/** What was asked before in a conversation, oldest first. Somebody else's is as good as none: `not_found`. */
export async function threadIn(db: Db, actor: Actor, id: string): Promise<Turn[]> {
	return threadOf(db, await readableConversation(db, actor, id));
}

/**
 * The same for a conversation that the caller has checked. Where an answer is taken back its question is asked anew, and was no turn: `takesBack` is the
 * message that is about to be.
 */
export async function threadOf(
	db: Db,
	{ id, matter_from: from, context }: Conversation,
	takesBack?: string,
): Promise<Turn[]> {
	const asked = await askedIn(db, { conversation: id, from, also: context.question_id });
	const takenBack = await db
		.selectFrom('messages')
		.select('parts')
		.where('conversation_id', '=', id)
		.where('author', '=', 'assistant')
		.where('at', '>=', from)
		.where((eb) => eb.or([eb('superseded', '=', true), ...(takesBack ? [eb('id', '=', takesBack)] : [])]))
		.execute();
	const questions = new Set(takenBack.map(({ parts }) => parts.question_id));
	return asked
		.filter((question) => !questions.has(question.id))
		.map(({ text, outcome, shown }) => ({
			question: text,
			article_ids: shown.map(({ article_id }) => article_id),
			outcome,
		}));
}
