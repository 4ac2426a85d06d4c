import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { releaseFiles } from '#core/files/attach-file.ts';
import { now } from '#core/transaction.ts';
import { messageEdited, messageWithdrawn } from '../events.ts';
import { advance, lockConversation } from '../lock.ts';
import { canChangeMessage } from '../policy.ts';
import { readWords } from './read-words.ts';

type Named = { conversation: string; message: string };

/** Later the other side has acted on it. */
const MAY_CHANGE_MS = 15 * 60_000;

/** Says it otherwise; that it was edited stays visible. Only whoever wrote it, within a quarter of an hour: `conflict` later. */
export async function editMessage(tx: Tx, actor: Actor, { text, ...named }: Named & { text: string }): Promise<void> {
	const { conversation, message } = await ownMessage(tx, actor, named);
	if (message.text === text) return;
	const version = await advance(tx, conversation);
	await tx.updateTable('messages').set({ text, edited_at: now(tx), version }).where('id', '=', message.id).execute();
	await readWords(tx, [message.id]);
	await record(tx, actor, messageEdited, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { message_id: message.id },
	});
}

/** Takes it back: its words and files go, that something stood there stays. A second time changes nothing. */
export async function withdrawMessage(tx: Tx, actor: Actor, named: Named): Promise<void> {
	const { conversation, message } = await ownMessage(tx, actor, named);
	const version = await advance(tx, conversation);
	await tx
		.updateTable('messages')
		.set({ text: '', parts: '{}', words: '', withdrawn_at: now(tx), version })
		.where('id', '=', message.id)
		.execute();
	await releaseFiles(tx, { type: 'message', id: message.id });
	await record(tx, actor, messageWithdrawn, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { message_id: message.id },
	});
}

async function ownMessage(tx: Tx, actor: Actor, { conversation: id, message: messageId }: Named) {
	const conversation = await lockConversation(tx, actor, id);
	const message = await tx
		.selectFrom('messages')
		.selectAll()
		.where('id', '=', messageId)
		.where('conversation_id', '=', conversation.id)
		.where('withdrawn_at', 'is', null)
		.where('superseded', '=', false)
		.executeTakeFirst();
	if (!message) throw problem('not_found');
	authorise(canChangeMessage(actor, { ...message, customer_id: conversation.customer_id }), actor);
	if (now(tx).getTime() - message.at.getTime() > MAY_CHANGE_MS)
		throw problem('conflict', { detail: 'A message can be changed for a quarter of an hour.' });
	return { conversation, message };
}
