import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { messageWritten } from './events.ts';
import type { Author } from './tables.ts';

/** Adds a message to a conversation the caller has checked. */
export async function writeMessage(
	tx: Tx,
	actor: Actor,
	input: { conversation: string; author: Author; text: string },
): Promise<string> {
	const id = newId(now(tx));
	await tx
		.insertInto('messages')
		.values({ id, conversation_id: input.conversation, author: input.author, text: input.text, at: now(tx) })
		.execute();
	await tx
		.updateTable('conversations')
		.set({ updated_at: now(tx) })
		.where('id', '=', input.conversation)
		.execute();
	await record(tx, actor, messageWritten, {
		subject: input.conversation,
		...(actor.kind === 'customer' && { customer: actor.id }),
		payload: { message_id: id, author: input.author },
	});
	return id;
}
