import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { handoffTaken } from '../events.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { canAnswer } from '../policy.ts';
import { setAssignee } from '../states/assign.ts';
import { openHandoff, startHandoff } from './hand-over.ts';

/** A person joins: the assistant is silent until the conversation is handed back. */
export async function takeConversation(tx: Tx, actor: Actor, id: string): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor), actor);
	await joinAsPerson(tx, actor, conversation);
}

/** The same for a conversation that the caller has locked: whoever answers has joined. The first to do so has it. */
export async function joinAsPerson(tx: Tx, actor: Actor, conversation: Conversation): Promise<void> {
	const handoff =
		(await openHandoff(tx, conversation.id)) ??
		(conversation.holder === 'assistant'
			? await startHandoff(tx, actor, conversation, { reason: 'taken_over' })
			: undefined);
	const member = actor.kind === 'staff' ? actor.id : null;
	if (handoff?.state === 'waiting') {
		await tx
			.updateTable('handoffs')
			.set({ state: 'taken', taken_at: now(tx), taken_by: member })
			.where('id', '=', handoff.id)
			.execute();
		await record(tx, actor, handoffTaken, {
			subject: conversation.id,
			customer: conversation.customer_id,
			payload: { handoff_id: handoff.id },
		});
	}
	if (conversation.assignee_id || !member) return;
	await setAssignee(tx, actor, conversation, member, 'by_answering');
}
