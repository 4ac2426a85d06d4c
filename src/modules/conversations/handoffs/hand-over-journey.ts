import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { now } from '#core/transaction.ts';
import { promisesOf } from '#modules/promises/index.ts';
import { JOURNEY_LINK } from '../attendant/journey-link.ts';
import { type Conversation, lockConversation } from '../lock.ts';
import { openConversation } from '../open.ts';
import { subjectOfPromise } from '../promised.ts';
import { referenceOf } from '../reference.ts';
import { keepLink } from '../states/links.ts';
import { startHandoff } from './hand-over.ts';
import type { HandoffReason } from './packet.ts';
import { conversationOf } from './pass-journey.ts';

export type Matter = {
	journey: string;
	/** Of the service, for the link to it. */
	title: string;
	customer: string;
	/** What it is about, in the customer's words. */
	goal: string;
	reason: HandoffReason;
	lang: string;
	channel: string;
	zone: string;
	/** What they have read of it already. */
	articles?: readonly string[] | undefined;
	/** Minutes of open time in which it needs an answer, where that is less than the rules promise. */
	within?: number | undefined;
};
export type Passed = { id: string; reference: string; due_at: Date | undefined };

/**
 * A journey that ends with a person: in the conversation in which it was done, else in one that is opened for it, with all that was answered in the packet. For
 * an act, in its transaction; the journey itself is not given away, it is done.
 */
export async function handOverJourney(tx: Tx, matter: Matter): Promise<Passed> {
	const actor: Actor = { kind: 'customer', id: matter.customer, assurance: 'anonymous', scopes: [] };
	const id = (await conversationOf(tx, actor, matter.journey)) ?? (await open(tx, actor, matter));
	const conversation = await lockConversation(tx, actor, id);
	const { journey: ref, title: label, reason, goal, within } = matter;
	await keepLink(tx, actor, conversation, { type: JOURNEY_LINK, ref, label });
	await startHandoff(tx, actor, notDoing(conversation, ref), { reason, goal, within });
	const promises = await promisesOf(tx, subjectOfPromise(conversation.id), now(tx));
	const answer = promises.find(({ kind }) => kind !== 'resolution');
	return { id: conversation.id, reference: referenceOf(conversation.id), due_at: answer?.due_at };
}

const open = (tx: Tx, actor: Actor, { goal: text, lang, channel, zone, articles }: Matter): Promise<string> =>
	openConversation(tx, actor, {
		text,
		lang,
		channel,
		came: { timeZone: zone, articles },
		fallbackLang: lang,
		to: 'assistant',
	});

const notDoing = (conversation: Conversation, journey: string): Conversation =>
	conversation.journey_id === journey ? { ...conversation, journey_id: null } : conversation;
