import { sql, type Updateable } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { messageWritten } from '../events.ts';
import { advance, type Conversation } from '../lock.ts';
import type { Author, MessageKind, Parts } from '../tables.ts';
import { wordsOf } from './read-words.ts';

type NewMessage = {
	author: Author;
	text: string;
	kind?: MessageKind;
	member_id?: string | undefined;
	client_id?: string | undefined;
	parts?: Parts;
};
export type Written = { id: string; version: number; at: Date };

/** Adds a message to a conversation that the caller has locked and checked, with what else changes in it by that. */
export async function writeMessage(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	{ author, text, kind = 'message', member_id, client_id, parts = {} }: NewMessage,
	changes: Updateable<Tables['conversations']> = {},
): Promise<Written> {
	const at = laterThan(conversation.last_message_at, now(tx));
	const id = newId(at);
	const version = await advance(tx, conversation, { ...changes, last_message_at: at });
	conversation.last_message_at = at;
	await tx
		.insertInto('messages')
		.values({
			id,
			conversation_id: conversation.id,
			author,
			kind,
			text,
			version,
			member_id: member_id ?? null,
			client_id: client_id ?? null,
			parts: JSON.stringify(parts),
			words: sql`array_to_tsvector(${wordsOf({ ...conversation, text })}::text[])`,
			at,
		})
		.execute();
	await record(tx, actor, messageWritten, {
		subject: conversation.id,
		customer: conversation.customer_id,
		channel: conversation.channel,
		lang: conversation.lang,
		payload: {
			message_id: id,
			author,
			kind,
			holder: conversation.holder,
			...(parts.outcome && { outcome: parts.outcome }),
			...(parts.question_id && { question_id: parts.question_id }),
		},
	});
	return { id, version, at };
}

/** The order within a conversation is that of the ids, which begin with the millisecond: no two messages share one. */
const laterThan = (last: Date, at: Date) => (at > last ? at : new Date(last.getTime() + 1));
