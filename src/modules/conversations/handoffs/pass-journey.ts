import type { Actor } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { JOURNEY_LINK } from '../attendant/journey-link.ts';
import { openConversation } from '../open.ts';
import { handOver } from './hand-over.ts';

type Passed = { id: string; title: string; lang: string; channel: string };

/**
 * Whoever does not want to go on alone: a person goes on with it from where it stands, in the conversation in which it was done last or in one that is opened
 * for it. Answers its id.
 */
export async function passJourney(tx: Tx, actor: Actor, { lang, channel, ...journey }: Passed): Promise<string> {
	const conversation = await conversationOf(tx, actor, journey.id);
	if (!conversation)
		return openConversation(tx, actor, { lang, channel, journey, came: {}, fallbackLang: lang, to: 'person' });
	await tx.updateTable('conversations').set({ journey_id: journey.id }).where('id', '=', conversation).execute();
	await handOver(tx, actor, { conversation, reason: 'asked' });
	return conversation;
}

/** Theirs, in which it was begun or gone on with last, unless that is over. */
export async function conversationOf(tx: Tx, actor: Actor, journey: string): Promise<string | undefined> {
	const linked = await tx
		.selectFrom('conversation_links as l')
		.innerJoin('conversations as c', 'c.id', 'l.conversation_id')
		.select('c.id')
		.where('l.type', '=', JOURNEY_LINK)
		.where('l.ref', '=', journey)
		.where('c.status', '=', 'open')
		.where('c.customer_id', '=', actor.id)
		.orderBy('l.at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return linked?.id;
}
