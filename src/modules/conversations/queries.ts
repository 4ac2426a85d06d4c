import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { emailOf, identitiesOf, isErased } from '#modules/customers/index.ts';
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

/** What people call a conversation by, on the page and in mails: the end of its id, which is random. */
const referenceOf = (id: string) => id.slice(-8).toUpperCase();

/** One conversation with its messages and the customer's addresses; `email` is where it is answered. Somebody else's is as good as none: 404. */
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
	const { customer_id, context } = conversation;
	const { identity_id, ...seen } = context;
	return {
		...conversation,
		context: seen,
		reference: referenceOf(id),
		messages,
		email: await emailOf(db, customer_id, identity_id),
		identities: await identitiesOf(db, customer_id),
	};
}

export type ConversationFacts = {
	id: string;
	reference: string;
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
	const { identity_id, ...seen } = row.context;
	return {
		id,
		reference: referenceOf(id),
		customer_id,
		subject: row.subject,
		message: first?.text ?? '',
		email: await emailOf(db, customer_id, identity_id),
		lang: row.lang,
		seen,
	};
}
