import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { askedIn, rate } from '#modules/assistant/index.ts';
import { feedbackGiven } from '../events.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { writeMessage } from '../messages/write-message.ts';
import { isCustomerIn } from '../policy.ts';
import { giveBackToTeam } from '../states/close.ts';
import type { FeedbackSteps } from './reasons.ts';

type Feedback = {
	conversation: string;
	/** `null`: asked, and not wanted. */
	solved: boolean | null;
	steps?: FeedbackSteps | undefined;
	reasons?: readonly string[] | undefined;
	text?: string | undefined;
};

/**
 * Whether it was solved, as the customer says it: once a matter, and a second time replaces the first. What was not solved goes back to where it can be
 * mended: the answer to the gaps, the conversation to the team.
 */
export async function giveFeedback(
	tx: Tx,
	actor: Actor,
	{ conversation: id, solved, ...said }: Feedback,
): Promise<void> {
	const conversation = await lockConversation(tx, actor, id);
	authorise(isCustomerIn(actor, conversation), actor);
	const { steps = {}, reasons = [], text = '' } = said;
	const row = { solved, steps: JSON.stringify(steps), reasons: [...reasons], text, at: now(tx) };
	const before = await tx
		.selectFrom('conversation_feedback')
		.select('solved')
		.where('conversation_id', '=', conversation.id)
		.where('matter_from', '=', conversation.matter_from)
		.executeTakeFirst();
	await tx
		.insertInto('conversation_feedback')
		.values({ id: newId(now(tx)), conversation_id: conversation.id, matter_from: conversation.matter_from, ...row })
		.onConflict((oc) => oc.columns(['conversation_id', 'matter_from']).doUpdateSet(row))
		.execute();
	if (solved === null) return;
	await record(tx, actor, feedbackGiven, {
		subject: conversation.id,
		customer: conversation.customer_id,
		channel: conversation.channel,
		lang: conversation.lang,
		payload: { solved, steps, reasons: [...reasons], again: typeof before?.solved === 'boolean' },
	});
	if (solved !== (before?.solved ?? null) || conversation.status === 'closed')
		await tellTeam(tx, actor, conversation, { solved, text });
	await rateLastAnswer(tx, actor, conversation, { solved, steps, text });
}

async function tellTeam(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	{ solved, text }: { solved: boolean; text: string },
): Promise<void> {
	const code = solved ? 'solved' : 'not_solved';
	await writeMessage(tx, actor, conversation, { author: 'system', kind: 'notice', text, parts: { notice: { code } } });
	if (!solved && conversation.status === 'closed' && (await hadPerson(tx, conversation)))
		await giveBackToTeam(tx, actor, conversation, { waiting_since: now(tx) });
}

const hadPerson = (tx: Tx, { id, matter_from }: Conversation) =>
	tx
		.selectFrom('handoffs')
		.select('id')
		.where('conversation_id', '=', id)
		.where('created_at', '>=', matter_from)
		.limit(1)
		.executeTakeFirst();

/** Where the assistant's answer was what failed or helped, it counts for that answer, unless the customer has said of it already. */
async function rateLastAnswer(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	{ solved, steps, text }: { solved: boolean; steps: FeedbackSteps; text: string },
): Promise<void> {
	const judged = steps.answer ?? (steps.agent === undefined && steps.handover === undefined ? solved : undefined);
	if (judged === undefined) return;
	const asked = await askedIn(tx, { conversation: conversation.id, from: conversation.matter_from });
	const last = asked.findLast(({ outcome }) => outcome === 'answer');
	if (!last || last.solved !== null || (solved && (await hadPerson(tx, conversation)))) return;
	await rate(tx, actor, { question: last.id, solved: judged, ...(text && { missing: text }) });
}
