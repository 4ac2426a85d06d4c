import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { identitiesOf, isErased } from '#modules/customers/index.ts';
import { canListAll, canRead } from './policy.ts';
import type { Seen } from './tables.ts';

/** Newest first. `before` is the last id of the page before. */
export async function listConversations(
	db: Db,
	actor: Actor,
	{ before, limit }: { before?: string | undefined; limit: number },
) {
	authorise(canListAll(actor), actor);
	let query = db.selectFrom('conversations').selectAll().orderBy('id', 'desc').limit(limit);
	if (before) query = query.where('id', '<', before);
	return query.execute();
}

/** One conversation with its messages and the customer's addresses. Somebody else's is as good as none: 404. */
export async function getConversation(db: Db, actor: Actor, id: string) {
	const conversation = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
	if (!conversation || !canRead(actor, conversation)) throw problem('not_found');
	const messages = await db
		.selectFrom('messages')
		.selectAll()
		.where('conversation_id', '=', id)
		.orderBy('id')
		.limit(500)
		.execute();
	return { ...conversation, messages, identities: await identitiesOf(db, conversation.customer_id) };
}

export type ConversationFacts = {
	id: string;
	customer_id: string;
	subject: string;
	message: string;
	email: string | undefined;
	lang: string;
	seen: Seen;
};

/** What a notice about a new conversation tells; nothing when whoever wrote was erased meanwhile. */
export async function conversationFacts(db: Db, id: string): Promise<ConversationFacts | undefined> {
	const row = await db
		.selectFrom('conversations')
		.select(['id', 'subject', 'lang', 'customer_id', 'context'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row || (await isErased(db, row.customer_id))) return undefined;
	const { customer_id } = row;
	const first = await db
		.selectFrom('messages')
		.select('text')
		.where('conversation_id', '=', id)
		.orderBy('id')
		.limit(1)
		.executeTakeFirst();
	const email = (await identitiesOf(db, customer_id)).find(({ kind }) => kind === 'email')?.value;
	return {
		id,
		customer_id,
		subject: row.subject,
		message: first?.text ?? '',
		email,
		lang: row.lang,
		seen: row.context,
	};
}
