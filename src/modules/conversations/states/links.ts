import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { linkAdded, linkRemoved } from '../events.ts';
import { advance, type Conversation, lockConversation } from '../lock.ts';
import { canAnswer } from '../policy.ts';

type Link = { type: string; ref: string; label: string; url?: string | undefined };
type NewLink = Link & { conversation: string };

/** Ties it to a record elsewhere (an order, a booking, a machine), once; again it only gets the newer label and address. Answers the link's id. */
export async function addLink(tx: Tx, actor: Actor, { conversation: id, ...link }: NewLink): Promise<string> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor), actor);
	const link_id = await keepLink(tx, actor, conversation, link);
	await advance(tx, conversation);
	return link_id;
}

/** The same in a conversation that the caller has locked and is about to change. */
export async function keepLink(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	{ type, ref, label, url }: Link,
): Promise<string> {
	const shown = { label, url: url ?? null };
	const link = await tx
		.insertInto('conversation_links')
		.values({ id: newId(now(tx)), conversation_id: conversation.id, type, ref, ...shown, at: now(tx) })
		.onConflict((oc) => oc.columns(['conversation_id', 'type', 'ref']).doUpdateSet(shown))
		.returning('id')
		.executeTakeFirstOrThrow();
	await record(tx, actor, linkAdded, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { type, link_id: link.id },
	});
	return link.id;
}

export async function removeLink(
	tx: Tx,
	actor: Actor,
	{ conversation: id, link }: { conversation: string; link: string },
): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor), actor);
	const gone = await tx
		.deleteFrom('conversation_links')
		.where('conversation_id', '=', conversation.id)
		.where('id', '=', link)
		.returning('type')
		.executeTakeFirst();
	if (!gone) throw problem('not_found');
	await advance(tx, conversation);
	await record(tx, actor, linkRemoved, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { type: gone.type, link_id: link },
	});
}
