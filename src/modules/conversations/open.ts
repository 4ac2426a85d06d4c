import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { tellAfter } from '#core/live.ts';
import { now } from '#core/transaction.ts';
import { readJourney } from '#journeys/lock.ts';
import { claimEmail } from '#modules/customers/index.ts';
import { preferenceOf } from '#modules/knowledge/index.ts';
import { JOURNEY_LINK } from './attendant/journey-link.ts';
import { conversationOpened } from './events.ts';
import { startHandoff } from './handoffs/hand-over.ts';
import type { Conversation } from './lock.ts';
import { writeMessage } from './messages/write-message.ts';
import { type Came, seenBefore } from './seen.ts';
import { keepLink } from './states/links.ts';
import { subjectOf } from './subject.ts';
import type { Context } from './tables.ts';
import { CONVERSATION, OWED } from './topic.ts';

type OpenInput = {
	/** Nothing yet: the customer has only opened the chat. */
	text?: string | undefined;
	client_id?: string | undefined;
	email?: string | undefined;
	lang: string;
	channel: string;
	came: Came;
	/** The site's own, for titles of what was seen. */
	fallbackLang: string;
	/** Whom they write to. */
	to: 'assistant' | 'person';
	/** What they are in the middle of: it goes with them. */
	journey?: { id: string; title: string } | undefined;
};

/** By one customer, through whichever door. */
export const CONVERSATIONS_AN_HOUR = { name: 'conversations', count: 30, seconds: 3_600 };

/** Opens a conversation with the customer's words and with what they had asked and seen. Returns its id. */
export async function openConversation(tx: Tx, actor: Actor, input: OpenInput): Promise<string> {
	authorise(actor.kind === 'customer' && actor.id !== '', actor);
	const { text = '', to, client_id } = input;
	const seen = await seenBefore(tx, actor, input.came, preferenceOf(input.lang, input.fallbackLang));
	const identity_id = input.email && (await claimEmail(tx, actor, input.email));
	const { journey } = input;
	if (journey) await readJourney(tx, actor, journey.id);
	const conversation = await insert(tx, actor, input, { ...seen, ...(identity_id && { identity_id }) });
	const payload = {
		...(seen.question_id && { question_id: seen.question_id }),
		articles: seen.articles.map((article) => article.id),
		to,
	};
	const { id: subject, customer_id: customer, channel, lang } = conversation;
	await record(tx, actor, conversationOpened, { subject, customer, channel, lang, payload });
	if (journey) await keepLink(tx, actor, conversation, { type: JOURNEY_LINK, ref: journey.id, label: journey.title });
	if (text !== '') {
		const owes = to === 'assistant' ? { owes_answer_at: now(tx) } : {};
		await writeMessage(tx, actor, conversation, { author: 'customer', text, client_id }, owes);
		if (to === 'assistant') tellAfter(tx, OWED, conversation.id);
	}
	if (to === 'person') await startHandoff(tx, actor, conversation, { reason: text ? 'form' : 'asked' });
	tellAfter(tx, CONVERSATION, conversation.id);
	return conversation.id;
}

async function insert(
	tx: Tx,
	actor: Actor,
	{ text = '', lang, channel, journey }: OpenInput,
	context: Context,
): Promise<Conversation> {
	const at = now(tx);
	return tx
		.insertInto('conversations')
		.values({
			id: newId(at),
			customer_id: actor.id,
			subject: subjectOf(text || context.question || ''),
			status: 'open',
			holder: 'assistant',
			lang,
			channel,
			context: JSON.stringify(context),
			...(journey && { journey_id: journey.id }),
			matter_from: at,
			last_message_at: at,
			created_at: at,
			updated_at: at,
		})
		.returningAll()
		.executeTakeFirstOrThrow();
}
