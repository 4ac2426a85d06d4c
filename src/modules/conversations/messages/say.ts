import type { Updateable } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Tables, Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { attachFile } from '#core/files/attach-file.ts';
import { tellAfter } from '#core/live.ts';
import { now } from '#core/transaction.ts';
import { noteProof } from '#journeys/note-proof.ts';
import { conversationReopened } from '../events.ts';
import { completeGoal } from '../handoffs/complete-packet.ts';
import { noteReasked } from '../handoffs/reask/reask.ts';
import { joinAsPerson } from '../handoffs/take.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { canAnswer, canReadNotes, isCustomerIn } from '../policy.ts';
import { keepAnswer, promiseAnswer } from '../promised.ts';
import { openFollowing } from '../states/follow.ts';
import { subjectOf } from '../subject.ts';
import { OWED } from '../topic.ts';
import { mention } from './mention.ts';
import { refuseCrossing } from './refuse-crossing.ts';
import { readWords } from './read-words.ts';
import { type Written, writeMessage } from './write-message.ts';

export const LONGEST_MESSAGE = 10_000;
export const MOST_ATTACHMENTS = 10;
/** By one customer, through whichever door. */
export const MESSAGES_A_MINUTE = { name: 'messages', count: 120, seconds: 60 };

export const UPLOADS_AN_HOUR = { name: 'uploads', count: 60, seconds: 3_600 };

export type SayInput = {
	conversation: string;
	text: string;
	/** What the writer's program calls it: the same twice is one message. */
	client_id?: string | undefined;
	/** Files the writer has uploaded. */
	attachments?: readonly string[] | undefined;
	/** Among colleagues. */
	note?: boolean | undefined;
	mentions?: readonly string[] | undefined;
	/** Of a person of the team: the last message they saw. What a colleague answered after it is a `conflict`, unless it is to be said `anyway`. */
	after?: string | undefined;
	anyway?: boolean | undefined;
};
export type Said = Written & { conversation_id: string; customer_id: string; known: boolean };

/** Says something as the customer or as a person of the team. What was sent before under the same `client_id` is answered again and changes nothing. */
export async function say(tx: Tx, actor: Actor, input: SayInput): Promise<Said> {
	const conversation = await lockConversation(tx, actor, input.conversation);
	const known = await sentBefore(tx, conversation, input);
	if (known) return known;
	authorise(!input.note || canReadNotes(actor), actor);
	const { said, into } = isCustomerIn(actor, conversation)
		? await sayAsCustomer(tx, actor, conversation, input)
		: await sayAsTeam(tx, actor, conversation, input);
	for (const file of new Set(input.attachments)) await attachFile(tx, actor, file, { type: 'message', id: said.id });
	if (input.attachments?.length) await readWords(tx, [said.id]);
	return { ...said, conversation_id: into.id, customer_id: into.customer_id, known: false };
}

async function sentBefore(tx: Tx, { id, customer_id }: Conversation, { client_id }: SayInput): Promise<Said | undefined> {
	if (client_id === undefined) return undefined;
	const row = await tx
		.selectFrom('messages')
		.innerJoin('conversations as c', 'c.id', 'messages.conversation_id')
		.select(['messages.id', 'messages.version', 'messages.at', 'conversation_id'])
		// Sent to one that was closed long ago, it began another.
		.where((eb) => eb.or([eb('conversation_id', '=', id), eb('c.follows_id', '=', id)]))
		.where('client_id', '=', client_id)
		.executeTakeFirst();
	return row && { ...row, customer_id, known: true };
}

async function sayAsCustomer(tx: Tx, actor: Actor, conversation: Conversation, { text, client_id }: SayInput) {
	const into = (await openFollowing(tx, actor, conversation, text)) ?? conversation;
	const changes = await wakened(tx, actor, into);
	const said = await writeMessage(tx, actor, into, { author: 'customer', text, client_id }, {
		...changes,
		...(into.subject === '' && { subject: subjectOf(text) }),
		...(into.holder === 'assistant'
			? { owes_answer_at: into.owes_answer_at ?? now(tx) }
			: { waiting_since: into.waiting_since ?? now(tx) }),
	});
	// The assistant speaks for them from here, and has seen no proof of its own.
	if (into.journey_id) await noteProofIn(tx, actor, into.journey_id);
	if (into.holder === 'assistant') tellAfter(tx, OWED, into.id);
	else {
		await completeGoal(tx, into, text);
		if (!into.waiting_since) await promiseAnswer(tx, actor, into);
	}
	return { said, into };
}

async function noteProofIn(tx: Tx, actor: Actor, id: string): Promise<void> {
	const journey = await tx
		.selectFrom('journeys')
		.select(['id', 'customer_id', 'proven'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (journey) await noteProof(tx, actor, journey);
}

/** Whoever writes again is heard again; what the assistant knows of it begins anew. */
async function wakened(tx: Tx, actor: Actor, conversation: Conversation): Promise<Updateable<Tables['conversations']>> {
	const { id: subject, status, customer_id: customer } = conversation;
	if (status === 'open') return { snoozed_until: null };
	await record(tx, actor, conversationReopened, { subject, customer, payload: {} });
	return { status: 'open', closed_at: null, snoozed_until: null, matter_from: now(tx) };
}

async function sayAsTeam(tx: Tx, actor: Actor, conversation: Conversation, input: SayInput) {
	const { text, client_id, note = false, mentions = [] } = input;
	authorise(note || canAnswer(actor), actor);
	const member_id = actor.kind === 'staff' ? actor.id : undefined;
	const parts = mentions.length > 0 ? { mentions: [...mentions] } : {};
	if (note) {
		const said = await writeMessage(tx, actor, conversation, { author: 'agent', kind: 'note', text, client_id, member_id, parts });
		if (mentions.length > 0) await mention(tx, actor, conversation, { message: said.id, members: mentions });
		return { said, into: conversation };
	}
	if (input.after && !input.anyway) await refuseCrossing(tx, actor, conversation.id, input.after);
	await joinAsPerson(tx, actor, conversation);
	const said = await writeMessage(
		tx,
		actor,
		conversation,
		{ author: 'agent', text, client_id, member_id, parts },
		{ waiting_since: null, owes_answer_at: null },
	);
	await keepAnswer(tx, actor, conversation);
	await noteReasked(tx, actor, conversation, { message_id: said.id, text });
	return { said, into: conversation };
}
