import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { holdMember } from '#modules/staff/index.ts';
import { assigned } from '../events.ts';
import { advance, type Conversation, lockConversation } from '../lock.ts';
import { canAnswer } from '../policy.ts';

/** Says who looks after it; `null`: nobody yet. Answers who did before, for whoever wants to undo it. */
export async function assign(
	tx: Tx,
	actor: Actor,
	{ conversation: id, member }: { conversation: string; member: string | null },
): Promise<string | null> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor), actor);
	const before = conversation.assignee_id;
	if (before !== member) await setAssignee(tx, actor, conversation, member, 'by_hand');
	return before;
}

/** The same for a conversation that the caller has locked and checked. Throws `not_found` for whoever is not on the team (any more). */
export async function setAssignee(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	member: string | null,
	how: 'by_hand' | 'by_answering' | 'by_rule',
): Promise<void> {
	if (member && !(await holdMember(tx, member)))
		throw problem('not_found', { detail: 'There is nobody like that on the team.' });
	await advance(tx, conversation, { assignee_id: member });
	conversation.assignee_id = member;
	await record(tx, actor, assigned, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { member_id: member, how },
	});
}
