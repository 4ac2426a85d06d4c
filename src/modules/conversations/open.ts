import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { claimEmail } from '#modules/customers/index.ts';
import { preferenceOf } from '#modules/knowledge/index.ts';
import { conversationOpened } from './events.ts';
import { type Came, seenBefore } from './seen.ts';
import type { Seen } from './tables.ts';
import { writeMessage } from './write-message.ts';

type OpenInput = {
	text: string;
	email?: string | undefined;
	lang: string;
	channel: string;
	came: Came;
	/** The site's own, for titles of what was seen. */
	fallbackLang: string;
};

/** By one customer, through whichever door. */
export const CONVERSATIONS_AN_HOUR = { name: 'conversations', count: 10, seconds: 3_600 };

const SUBJECT_LENGTH = 120;

/** Opens a conversation with the customer's words and with what they had asked and seen. Returns its id. */
export async function openConversation(tx: Tx, actor: Actor, input: OpenInput): Promise<string> {
	authorise(actor.kind === 'customer' && actor.id !== '', actor);
	const at = now(tx);
	const id = newId(at);
	const seen = await seenBefore(tx, actor, input.came, preferenceOf(input.lang, input.fallbackLang));
	const identity_id = input.email && (await claimEmail(tx, actor, input.email));
	await tx
		.insertInto('conversations')
		.values({
			id,
			customer_id: actor.id,
			subject: subjectOf(input.text, seen),
			status: 'open',
			lang: input.lang,
			channel: input.channel,
			context: JSON.stringify({ ...seen, ...(identity_id && { identity_id }) }),
			created_at: at,
			updated_at: at,
		})
		.execute();
	await record(tx, actor, conversationOpened, {
		subject: id,
		customer: actor.id,
		channel: input.channel,
		lang: input.lang,
		payload: {
			...(seen.question_id && { question_id: seen.question_id }),
			articles: seen.articles.map((article) => article.id),
		},
	});
	await writeMessage(tx, actor, { conversation: id, author: 'customer', text: input.text });
	return id;
}

/** The first line, since that is where people say what it is about. */
function subjectOf(text: string, seen: Seen): string {
	const line = (text.trim().split('\n')[0] ?? '').trim() || seen.question || '';
	const characters = [...line];
	return characters.length > SUBJECT_LENGTH ? `${characters.slice(0, SUBJECT_LENGTH - 1).join('')}…` : line;
}
