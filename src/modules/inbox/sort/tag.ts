import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { advance, lockConversation, retime } from '#modules/conversations/index.ts';
import { conversationTagged, conversationUntagged } from '../events.ts';
import { canSort } from '../policy.ts';
import '../tables.ts';

type Tagging = { conversation: string; tag: string };

/** Answers whether it had not had the tag. */
export async function tagConversation(tx: Tx, actor: Actor, { conversation: id, tag }: Tagging): Promise<boolean> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canSort(actor), actor);
	const known = await tx.selectFrom('tags').select('id').where('id', '=', tag).forKeyShare().executeTakeFirst();
	if (!known) throw problem('not_found', { detail: 'There is no such tag.' });
	const put = await tx
		.insertInto('conversation_tags')
		.values({ conversation_id: conversation.id, tag_id: tag })
		.onConflict((oc) => oc.doNothing())
		.executeTakeFirst();
	if (!put.numInsertedOrUpdatedRows) return false;
	await advance(tx, conversation);
	const { id: subject, customer_id: customer } = conversation;
	await record(tx, actor, conversationTagged, { subject, customer, payload: { tag_id: tag } });
	await retime(tx, actor, conversation, 'topic');
	return true;
}

/** Answers whether it had the tag. */
export async function untagConversation(tx: Tx, actor: Actor, { conversation: id, tag }: Tagging): Promise<boolean> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canSort(actor), actor);
	const { id: subject, customer_id: customer } = conversation;
	const gone = await tx
		.deleteFrom('conversation_tags')
		.where('conversation_id', '=', subject)
		.where('tag_id', '=', tag)
		.executeTakeFirst();
	if (gone.numDeletedRows === 0n) return false;
	await advance(tx, conversation);
	await record(tx, actor, conversationUntagged, { subject, customer, payload: { tag_id: tag } });
	await retime(tx, actor, conversation, 'topic');
	return true;
}
