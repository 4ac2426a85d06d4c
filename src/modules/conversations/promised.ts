import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import {
	answered,
	cancelPromises,
	pausePromises,
	promiseResponse,
	reopened,
	resolved,
	resumePromises,
	type Standing,
} from '#modules/promises/index.ts';
import type { Conversation } from './lock.ts';

export const subjectOfPromise = (id: string) => ({ type: 'conversation', id });

/** The customer begins to wait for a person: what is promised to them now. */
export function promiseAnswer(tx: Tx, actor: Actor, conversation: Conversation): Promise<Standing[]> {
	const { id, customer_id: customer, channel, lang } = conversation;
	return promiseResponse(tx, actor, { subject: subjectOfPromise(id), customer, channel, lang, topics: [], groups: [] });
}

/** A person responded; until the customer writes again, what waits for them stands still. */
export async function keepAnswer(tx: Tx, actor: Actor, { id }: Conversation): Promise<void> {
	await answered(tx, actor, subjectOfPromise(id));
	await pausePromises(tx, actor, subjectOfPromise(id), 'waiting_for_customer');
}

/** The clocks of a conversation follow what becomes of it. */
export const clockOf = {
	settled: (tx: Tx, actor: Actor, { id }: Conversation) => resolved(tx, actor, subjectOfPromise(id)),
	reopened: (tx: Tx, actor: Actor, { id }: Conversation) => reopened(tx, actor, subjectOfPromise(id)),
	givenBack: (tx: Tx, actor: Actor, { id }: Conversation) => cancelPromises(tx, actor, subjectOfPromise(id)),
	putOff: (tx: Tx, actor: Actor, { id }: Conversation, until: Date | null) =>
		(until ? pausePromises : resumePromises)(tx, actor, subjectOfPromise(id), 'snoozed'),
};
