import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { tellAfter } from '#core/live.ts';
import { now } from '#core/transaction.ts';
import { returnJourney } from '#journeys/team.ts';
import { handedBack } from '../events.ts';
import { lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { canAnswer } from '../policy.ts';
import { clockOf } from '../promised.ts';
import { OWED } from '../topic.ts';
import { openHandoff } from './hand-over.ts';

/** Gives the conversation back to the assistant, with a note for colleagues; what the customer wrote last and nobody answered, it answers. */
export async function handBack(
	tx: Tx,
	actor: Actor,
	{ conversation: id, note }: { conversation: string; note: string },
): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor), actor);
	if (conversation.holder === 'assistant')
		throw problem('conflict', { detail: 'The assistant has this conversation already.' });
	const handoff = await openHandoff(tx, conversation.id);
	const { journey_id } = conversation;
	if (journey_id) await returnJourney(tx, actor, journey_id);
	// Who is in the middle of something is asked on.
	const owes = conversation.waiting_since ?? (journey_id ? now(tx) : null);
	await writeMessage(
		tx,
		actor,
		conversation,
		{ author: 'system', kind: 'notice', text: note, parts: { notice: { code: 'returned' } } },
		{ holder: 'assistant', assignee_id: null, waiting_since: null, owes_answer_at: owes && now(tx) },
	);
	await clockOf.givenBack(tx, actor, conversation);
	if (owes) tellAfter(tx, OWED, conversation.id);
	if (!handoff) return;
	await tx
		.updateTable('handoffs')
		.set({ state: 'returned', ended_at: now(tx), note })
		.where('id', '=', handoff.id)
		.execute();
	await record(tx, actor, handedBack, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: { handoff_id: handoff.id },
	});
}
