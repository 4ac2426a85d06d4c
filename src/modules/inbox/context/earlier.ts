import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { readableConversation } from '#modules/conversations/index.ts';
import { personOf } from '#modules/customers/index.ts';
import { type InboxItem, itemsOf } from '../list/items-of.ts';
import { canReadInbox } from '../policy.ts';

const MOST = 20;

export type Asked = { id: string; text: string; lang: string; outcome: string; at: Date };

/** The other matters of whoever a conversation is from, under all of their ids, newest first, and what they asked outside of conversations. */
export async function earlierMatters(
	db: Db,
	actor: Actor,
	id: string,
): Promise<{ conversations: InboxItem[]; questions: Asked[] }> {
	authorise(canReadInbox(actor), actor);
	const { id: read, customer_id } = await readableConversation(db, actor, id);
	const person = await personOf(db, customer_id);
	const others = await db
		.selectFrom('conversations')
		.select('id')
		.where('customer_id', 'in', person)
		.where('id', '<>', read)
		.where('id', 'not in', db.selectFrom('conversation_merges').select('conversation_id'))
		.orderBy('last_message_at', 'desc')
		.limit(MOST)
		.execute();
	const questions = await db
		.selectFrom('questions')
		.select(['id', 'text', 'lang', 'outcome', 'at'])
		.where('customer_id', 'in', person)
		.where('conversation_id', 'is', null)
		.where('text', '<>', '')
		.orderBy('at', 'desc')
		.limit(MOST)
		.execute();
	return { conversations: await itemsOf(db, others.map((row) => row.id)), questions }; // prettier-ignore
}
