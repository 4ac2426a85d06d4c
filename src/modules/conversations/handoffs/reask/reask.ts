import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { reasked } from '../../events.ts';
import type { Conversation } from '../../lock.ts';
import { openHandoff } from '../hand-over.ts';
import { askedFor } from './asked-for.ts';
import { heldIn } from './held.ts';

type Answer = { message_id: string; text: string };

/** So many of the customer's messages before the hand-over are looked through. */
const LOOKED_AT = 50;

/** Records what a colleague asks for although it had been passed on to them. */
export async function noteReasked(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	{ message_id, text }: Answer,
): Promise<void> {
	const asked = askedFor(text, conversation.lang);
	const handoff = asked.length > 0 ? await openHandoff(tx, conversation.id) : undefined;
	if (!handoff) return;
	const said = await tx
		.selectFrom('messages')
		.select('text')
		.where('conversation_id', '=', conversation.id)
		.where('author', '=', 'customer')
		.where('at', '>=', conversation.matter_from)
		.where('at', '<=', handoff.created_at)
		.orderBy('id', 'desc')
		.limit(LOOKED_AT)
		.execute();
	const links = await tx
		.selectFrom('conversation_links')
		.select('type')
		.where('conversation_id', '=', conversation.id)
		.execute();
	const held = heldIn({
		packet: handoff.packet,
		texts: said.map((one) => one.text),
		links: links.map(({ type }) => type),
	});
	for (const field of asked.filter((one) => held.has(one)))
		await record(tx, actor, reasked, {
			subject: conversation.id,
			customer: conversation.customer_id,
			payload: { handoff_id: handoff.id, field, message_id },
		});
}
