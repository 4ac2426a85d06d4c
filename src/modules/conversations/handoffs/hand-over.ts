import type { Selectable } from 'kysely';
import type { Actor } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { preferenceOf } from '#modules/knowledge/index.ts';
import { giveToTeam } from '#journeys/team.ts';
import { handedOver } from '../events.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { promiseAnswer } from '../promised.ts';
import { buildPacket } from './build-packet.ts';
import type { HandoffReason } from './packet.ts';

export type Handoff = Selectable<Tables['handoffs']>;

type HandOverInput = {
	conversation: string;
	reason: HandoffReason;
	/** What it is about, in the customer's words, where they were asked. */
	goal?: string | undefined;
	/** Minutes of open time in which it needs an answer, where that is less than the rules promise. */
	within?: number | undefined;
};

/**
 * Gives the customer to a person, at once and with everything that is known. From here on the assistant is silent. Asked for again while somebody is
 * waited for, it is the same hand-over.
 */
export async function handOver(tx: Tx, actor: Actor, { conversation: id, ...input }: HandOverInput): Promise<Handoff> {
	return startHandoff(tx, actor, await lockConversation(tx, actor, id), input);
}

/** The same for a conversation that the caller has locked and checked. */
export async function startHandoff(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	{ reason, goal, within }: Omit<HandOverInput, 'conversation'>,
): Promise<Handoff> {
	const open = await openHandoff(tx, conversation.id);
	if (open) return open;
	const { packet: built, question_id } = await buildPacket(
		tx,
		conversation,
		{ reason, goal },
		preferenceOf(conversation.lang, conversation.lang),
	);
	const promised = reason === 'taken_over' ? [] : await promiseAnswer(tx, actor, conversation, within);
	const promises = promised.map(({ id, kind, due_at }) => ({ id, kind, due_at: due_at.toISOString() }));
	const packet = { ...built, promises };
	const until = promises.find(({ kind }) => kind !== 'resolution')?.due_at;
	const handoff = await tx
		.insertInto('handoffs')
		.values({
			id: newId(now(tx)),
			conversation_id: conversation.id,
			reason,
			packet: JSON.stringify(packet),
			state: 'waiting',
			created_at: now(tx),
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	await writeMessage(
		tx,
		actor,
		conversation,
		{
			author: 'system',
			kind: 'notice',
			text: '',
			parts: { notice: { code: 'handed_over', reason, ...(until && { until }) } },
		},
		{
			status: 'open',
			closed_at: null,
			holder: 'team',
			owes_answer_at: null,
			waiting_since: conversation.waiting_since ?? now(tx),
		},
	);
	conversation.holder = 'team';
	if (conversation.journey_id) await giveToTeam(tx, actor, conversation.journey_id);
	await record(tx, actor, handedOver, {
		subject: conversation.id,
		customer: conversation.customer_id,
		channel: conversation.channel,
		lang: conversation.lang,
		payload: {
			handoff_id: handoff.id,
			reason,
			...(question_id && { question_id }),
			articles: packet.articles.map((article) => article.id).toReversed(),
			turns: packet.steps.length,
		},
	});
	return handoff;
}

/** The newest, whatever became of it. */
export async function lastHandoff(tx: Tx, conversation: string): Promise<Handoff | undefined> {
	return tx
		.selectFrom('handoffs')
		.selectAll()
		.where('conversation_id', '=', conversation)
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
}

/** The hand-over that is waited for or in hand. */
export async function openHandoff(tx: Tx, conversation: string): Promise<Handoff | undefined> {
	return tx
		.selectFrom('handoffs')
		.selectAll()
		.where('conversation_id', '=', conversation)
		.where('state', 'in', ['waiting', 'taken'])
		.executeTakeFirst();
}
