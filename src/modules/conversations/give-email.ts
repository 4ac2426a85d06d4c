import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { claimEmail } from '#modules/customers/index.ts';
import { completeEmail } from './handoffs/complete-packet.ts';
import { advance, lockConversation } from './lock.ts';
import { isTheirs } from './policy.ts';

/** Plenty for whoever mistypes theirs. */
export const ADDRESSES_AN_HOUR = { name: 'addresses', count: 20, seconds: 3_600 };

/** Where the customer is answered when they are away. It is a claim, as any address that somebody types. */
export async function giveEmail(
	tx: Tx,
	actor: Actor,
	{ conversation: id, email }: { conversation: string; email: string },
): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(isTheirs(actor, conversation), actor);
	const identity_id = await claimEmail(tx, actor, email);
	await completeEmail(tx, conversation, email);
	await advance(tx, conversation, { context: JSON.stringify({ ...conversation.context, identity_id }) });
}
