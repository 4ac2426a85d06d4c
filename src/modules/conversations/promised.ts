import type { Actor } from '#core/access.ts';
import type { Db, Tx } from '#core/db.ts';
import { groupsOf } from '#modules/customers/index.ts';
import {
	answered,
	cancelPromises,
	type Occasion,
	pausePromises,
	promiseResponse,
	reopened,
	resolved,
	resumePromises,
	type Standing,
} from '#modules/promises/index.ts';
import type { Conversation } from './lock.ts';

export const subjectOfPromise = (id: string) => ({ type: 'conversation', id });

/** The customer begins to wait for a person: what is promised to them now, and of an answer no more than `within` so many minutes of open time. */
export async function promiseAnswer(
	tx: Tx,
	actor: Actor,
	conversation: Conversation,
	within?: number,
): Promise<Standing[]> {
	return promiseResponse(tx, actor, { ...(await occasionOf(tx, conversation)), within });
}

/** By what its promises are ruled. */
export async function occasionOf(tx: Tx, conversation: Conversation): Promise<Occasion> {
	const { id, customer_id: customer, channel, lang } = conversation;
	return { subject: subjectOfPromise(id), customer, channel, lang, ...(await ruledBy(tx, conversation)) };
}

/** Its topics are the tags that it has, its groups those of the person. */
export async function ruledBy(db: Db, { id, customer_id }: Pick<Conversation, 'id' | 'customer_id'>) {
	const tags = await db.selectFrom('conversation_tags').select('tag_id').where('conversation_id', '=', id).execute();
	return { topics: tags.map(({ tag_id }) => tag_id), groups: await groupsOf(db, customer_id) };
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
