import type { Actor } from '#core/access.ts';
import { isProblem } from '#core/errors.ts';
import type { Db } from '#core/db.ts';
import type { Say } from '#core/i18n/say.ts';
import type { Live } from '#core/live.ts';
import {
	askInSentences,
	type AskApp,
	type AskReply,
	type SmallTalk,
	smallTalk,
	wantsPerson,
} from '#modules/assistant/index.ts';
import type { HandoffReason } from '../handoffs/packet.ts';
import type { Passing } from '../live/passing.ts';
import type { Conversation } from '../lock.ts';
import type { Parts } from '../tables.ts';
import { PASSING } from '../topic.ts';
import type { Heard } from './heard.ts';
import { threadOf } from './thread-of.ts';

export type ReplyApp = AskApp & { say: Say; live: Live; database: { db: Db } };

type Said = { text: string; parts: Parts };
type Reply = Said | { handOver: HandoffReason };

const KIND_LINES = {
	greeting: 'chat_talk_greeting',
	thanks: 'chat_talk_thanks',
	bye: 'chat_talk_bye',
	ok: 'chat_talk_ok',
} as const satisfies Record<SmallTalk, string>;
type Line = (typeof KIND_LINES)[SmallTalk] | 'chat_file' | 'chat_trouble';

/**
 * What the assistant says to it: the answer with its source, something to choose from, or honestly that it does not know. Who wants a person is given one
 * and not asked why; who only greets is greeted.
 */
export async function replyTo(app: ReplyApp, conversation: Conversation, said: Heard): Promise<Reply> {
	const line = (key: Line, outcome: 'unsure' | 'greeting'): Said => ({
		text: app.say(key, {}, conversation.lang),
		parts: { outcome },
	});
	if (said.texts.some(wantsPerson)) return { handOver: 'asked' };
	const texts = said.texts.filter((text) => !smallTalk(text));
	const talk = smallTalk(said.texts.at(-1) ?? '');
	if (texts.length === 0) return talk && !said.files ? line(KIND_LINES[talk], 'greeting') : line('chat_file', 'unsure');
	try {
		return spoken(app, await ask(app, conversation, { ...said, texts }), said);
	} catch (error) {
		if (isProblem(error)) return line('chat_trouble', 'unsure');
		throw error;
	}
}

/** A model's sentences are shown as they come; without one there is nothing to wait for. */
async function ask(app: ReplyApp, conversation: Conversation, { texts, superseded }: Heard): Promise<AskReply> {
	const { id, customer_id, lang, channel } = conversation;
	const actor: Actor = { kind: 'customer', id: customer_id, assurance: 'anonymous', scopes: [] };
	const thread = await threadOf(app.database.db, conversation, superseded);
	const question = texts.join('\n');
	const steps = askInSentences(app, actor, { question, lang, channel, conversation_id: id, thread });
	const sentences: string[] = [];
	for (;;) {
		const step = await steps.next();
		if (step.done) return step.value;
		sentences.push(step.value.text);
		const passing: Passing = { kind: 'saying', text: sentences.join('\n') };
		if (app.wording) app.live.tell(PASSING, id, passing);
	}
}

function spoken({ say }: ReplyApp, reply: AskReply, { before }: Heard): Said {
	const { outcome, question_id, lang, answer, choices = [] } = reply;
	const parts: Parts = { outcome, question_id };
	if (answer) {
		const { citations, layout } = answer;
		return { text: answer.text, parts: { ...parts, citations, ...(layout && { layout }) } };
	}
	if (choices.length > 0) {
		const named = choices.map(({ article_id, title, url }) => ({ article_id, title, url }));
		return { text: say('chat_choices', {}, lang), parts: { ...parts, choices: named } };
	}
	const key = before === 'unsure' ? 'chat_unsure_again' : 'chat_unsure';
	return { text: say(key, {}, lang), parts };
}
