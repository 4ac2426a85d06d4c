import { type Actor, actorStamp, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { conversationMerged, conversationUnmerged } from '../events.ts';
import { advance, type Conversation, lockConversation } from '../lock.ts';
import { canAnswer } from '../policy.ts';

/**
 * Two conversations about one matter become one to read and to answer. Nothing is moved: each message stays where it was written, so that the merge can
 * be undone. Of one customer only: nobody gets to read what somebody else wrote.
 */
export async function mergeConversation(
	tx: Tx,
	actor: Actor,
	{ conversation, into }: { conversation: string; into: string },
): Promise<void> {
	authorise(canAnswer(actor), actor);
	if (await mergeOf(tx, conversation)) throw problem('conflict', { detail: 'It is merged already.' });
	// Always in the same order: two people may merge the same two at once.
	const [first, second] = [conversation, into].toSorted();
	const locked = new Map<string, Conversation>();
	for (const id of [first, second]) if (id) locked.set(id, await lockConversation(tx, actor, id));
	const [from, to] = [locked.get(conversation), locked.get(into)];
	if (!from || !to || from.id === to.id) throw problem('conflict', { detail: 'These are one conversation.' });
	if (from.customer_id !== to.customer_id) throw problem('conflict', { detail: 'They belong to different customers.' });
	await tx
		.insertInto('conversation_merges')
		.values({
			conversation_id: from.id,
			into_id: to.id,
			merged_by: JSON.stringify(actorStamp(actor)),
			at: now(tx),
		})
		.execute();
	// What had been merged into it comes along, so that reading never follows a chain.
	await tx.updateTable('conversation_merges').set({ into_id: to.id }).where('into_id', '=', from.id).execute();
	await note(tx, actor, conversationMerged, from, to);
}

/** Out again, as before; what was written after the merge stays where it was written. */
export async function unmergeConversation(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canAnswer(actor), actor);
	const into_id = await mergeOf(tx, id);
	if (!into_id) throw problem('not_found', { detail: 'It is not merged.' });
	const to = await lockConversation(tx, actor, into_id);
	await tx.deleteFrom('conversation_merges').where('conversation_id', '=', id).execute();
	await note(tx, actor, conversationUnmerged, await lockConversation(tx, actor, id), to);
}

const mergeOf = async (tx: Tx, id: string) =>
	(
		await tx
			.selectFrom('conversation_merges')
			.select('into_id')
			.where('conversation_id', '=', id)
			.forUpdate()
			.executeTakeFirst()
	)?.into_id;

async function note(
	tx: Tx,
	actor: Actor,
	kind: typeof conversationMerged,
	from: Conversation,
	{ id: into_id, ...to }: Conversation,
): Promise<void> {
	await advance(tx, from);
	await advance(tx, { id: into_id, ...to });
	await record(tx, actor, kind, { subject: from.id, customer: from.customer_id, payload: { into_id } });
}
