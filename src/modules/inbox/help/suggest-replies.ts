import type { Actor } from '#core/access.ts';
import { authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { LONGEST_QUESTION, type Scorer, suggest, type Suggestion } from '#modules/assistant/index.ts';
import { listMessages, readableConversation } from '#modules/conversations/index.ts';
import type { Library } from '#modules/knowledge/index.ts';
import { canReadInbox } from '../policy.ts';

const SUGGESTED = 3;
const LOOKED_AT = 30;

type SuggestApp = { database: { db: Db }; library: Library; scorer: Scorer };

/** What the knowledge base answers to what the customer said last, with its sources. Nothing of it counts as asked. Throws `index_building`. */
export async function suggestReplies(
	{ database: { db }, ...app }: SuggestApp,
	actor: Actor,
	id: string,
): Promise<Suggestion[]> {
	authorise(canReadInbox(actor), actor);
	const conversation = await readableConversation(db, actor, id);
	const { messages } = await listMessages(db, actor, { id: conversation.id, limit: LOOKED_AT });
	const text = lastSaid(messages.filter(({ kind }) => kind === 'message'))
		.slice(-LONGEST_QUESTION)
		.trim();
	return text === '' ? [] : suggest(app, { text, lang: conversation.lang, limit: SUGGESTED });
}

/** What the customer said in one go, the last time. */
function lastSaid(messages: readonly { author: string; text: string }[]): string {
	const end = messages.findLastIndex(({ author }) => author === 'customer') + 1;
	const begin = messages.slice(0, end).findLastIndex(({ author }) => author !== 'customer') + 1;
	return messages.slice(begin, end).map(({ text }) => text).join('\n'); // prettier-ignore
}
