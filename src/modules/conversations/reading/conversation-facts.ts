import type { Db } from '#core/db.ts';
import { emailOf, isErased } from '#modules/customers/index.ts';
import { referenceOf } from '../reference.ts';
import type { Seen } from '../tables.ts';

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
