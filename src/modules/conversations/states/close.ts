import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { conversationClosed, conversationReopened } from '../events.ts';
import { openHandoff } from '../handoffs/hand-over.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { canAnswer, isCustomerIn } from '../policy.ts';
import { clockOf, promiseAnswer } from '../promised.ts';

/** The matter is settled, says the team or the customer. A second time changes nothing. */
export async function closeConversation(tx: Tx, actor: Actor, id: string): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor) || isCustomerIn(actor, conversation), actor);
	if (conversation.status === 'closed') return;
	const handoff = await openHandoff(tx, conversation.id);
	if (handoff)
		await tx
			.updateTable('handoffs')
			.set({ state: 'closed', ended_at: now(tx) })
			.where('id', '=', handoff.id)
			.execute();
	await writeMessage(
		tx,
		actor,
		conversation,
		{ author: 'system', kind: 'notice', text: '', parts: { notice: { code: 'closed' } } },
		{
			status: 'closed',
			closed_at: now(tx),
			// Whoever writes again speaks with the assistant first.
			holder: 'assistant',
			waiting_since: null,
			owes_answer_at: null,
			snoozed_until: null,
		},
	);
	await clockOf.settled(tx, actor, conversation);
	await record(tx, actor, conversationClosed, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: {},
	});
}

/** It was not settled after all: back to the team, as it was. */
export async function reopenConversation(tx: Tx, actor: Actor, id: string): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(canAnswer(actor), actor);
	if (conversation.status !== 'closed') return;
	const waiting_since = await owedSince(tx, conversation.id);
	await giveBackToTeam(tx, actor, conversation, waiting_since && { waiting_since });
}

/** Since when somebody waits for a person: one was never there, or what they wrote since was not answered. */
export async function owedSince(tx: Tx, id: string): Promise<Date | undefined> {
	const { rows } = await sql<{ since: Date | null }>`
		with answered as (
			select max(id::text)::uuid as id from messages
			where conversation_id = ${id} and kind = 'message' and author in ('agent', 'assistant')
		)
		select least(
			(select created_at from handoffs where conversation_id = ${id} and state = 'closed' and taken_at is null order by created_at desc limit 1),
			(select min(at) from messages, answered where conversation_id = ${id} and kind = 'message' and author = 'customer' and messages.id > answered.id)
		) as since`.execute(tx);
	return rows[0]?.since ?? undefined;
}

/** The same for a conversation that the caller has locked and checked; `changes` go with it. */
export async function giveBackToTeam(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	changes: { waiting_since?: Date } = {},
): Promise<void> {
	const last = await tx
		.selectFrom('handoffs')
		.select(['id', 'taken_at'])
		.where('conversation_id', '=', conversation.id)
		.where('state', '=', 'closed')
		.orderBy('created_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (last)
		await tx
			.updateTable('handoffs')
			.set({ state: last.taken_at ? 'taken' : 'waiting', ended_at: null })
			.where('id', '=', last.id)
			.execute();
	await writeMessage(
		tx,
		actor,
		conversation,
		{ author: 'system', kind: 'notice', text: '', parts: { notice: { code: 'reopened' } } },
		{ status: 'open', closed_at: null, holder: 'team', ...changes },
	);
	await clockOf.reopened(tx, actor, conversation);
	if (changes.waiting_since) await promiseAnswer(tx, actor, conversation);
	await record(tx, actor, conversationReopened, {
		subject: conversation.id,
		customer: conversation.customer_id,
		payload: {},
	});
}
