import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { memberNames } from '#modules/staff/index.ts';
import { takenBack } from '../events.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { canAnswer } from '../policy.ts';
import { promiseAnswer } from '../promised.ts';
import { setAssignee } from '../states/assign.ts';
import { owedSince } from '../states/close.ts';
import { type Handoff, lastHandoff } from './hand-over.ts';
import { joinAsPerson } from './take.ts';

/**
 * It was not to go back to the assistant after all: the hand-over goes on as it was, and `member` looks after it; `null`: nobody yet. What the customer wrote and
 * nobody answered waits again. Where a person has it already, it stays theirs.
 */
export async function takeBack(
	tx: Tx,
	actor: Actor,
	{ conversation: id, member }: { conversation: string; member: string | null },
): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor), actor);
	if (conversation.holder === 'team' && conversation.assignee_id) return;
	const handoff = await lastHandoff(tx, conversation.id);
	if (conversation.holder === 'team' || handoff?.state !== 'returned') return joinAsPerson(tx, actor, conversation);
	await goOn(tx, actor, conversation, { handoff, member });
	await record(tx, actor, takenBack, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { handoff_id: handoff.id },
	});
}

async function goOn(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	{ handoff, member }: { handoff: Handoff; member: string | null },
): Promise<void> {
	const { id, taken_at } = handoff;
	const since = taken_at ? await owedSince(tx, conversation.id) : handoff.created_at;
	const name = member && (await memberNames(tx, [member])).get(member);
	await tx
		.updateTable('handoffs')
		.set({ state: taken_at ? 'taken' : 'waiting', ended_at: null, note: '' })
		.where('id', '=', id)
		.execute();
	await writeMessage(
		tx,
		actor,
		conversation,
		{ author: 'system', kind: 'notice', text: '', parts: { notice: { code: 'taken', ...(name && { name }) } } },
		{ holder: 'team', owes_answer_at: null, waiting_since: since ?? null },
	);
	conversation.holder = 'team';
	if (since) await promiseAnswer(tx, actor, conversation);
	if (member) await setAssignee(tx, actor, conversation, member, 'by_hand');
}
