import type { Actor } from '#core/access.ts';
import { isProblem } from '#core/errors.ts';
import type { Say } from '#core/i18n/say.ts';
import type { Live } from '#core/live.ts';
import { askInSentences, type AskApp, type AskReply } from '#modules/assistant/index.ts';
import type { HandoffReason } from '../handoffs/packet.ts';
import type { Passing } from '../live/passing.ts';
import type { Conversation } from '../lock.ts';
import type { Parts } from '../tables.ts';
import { PASSING } from '../topic.ts';
import type { Heard } from './heard.ts';

export type ReplyApp = AskApp & { say: Say; live: Live };

type Reply = { text: string; parts: Parts; handOver?: HandoffReason };

/** What the assistant says to it: the answer with its source, something to choose from, or honestly that it does not know. */
export async function replyTo(app: ReplyApp, conversation: Conversation, said: Heard): Promise<Reply> {
	const line = (key: 'chat_file' | 'chat_trouble', lang: string): Reply => ({
		text: app.say(key, {}, lang),
		parts: { outcome: 'unsure' },
	});
	if (said.texts.length === 0) return line('chat_file', conversation.lang);
	try {
		return spoken(app, await ask(app, conversation, said), said);
	} catch (error) {
		if (isProblem(error)) return line('chat_trouble', conversation.lang);
		throw error;
	}
}

/** A model's sentences are shown as they come; without one there is nothing to wait for. */
async function ask(app: ReplyApp, conversation: Conversation, { texts }: Heard): Promise<AskReply> {
	const { id, customer_id, lang, channel } = conversation;
	const actor: Actor = { kind: 'customer', id: customer_id, assurance: 'anonymous', scopes: [] };
	const steps = askInSentences(app, actor, { question: texts.join('\n'), lang, channel, conversation_id: id });
	const sentences: string[] = [];
	for (;;) {
		const step = await steps.next();
		if (step.done) return step.value;
		sentences.push(step.value.text);
		const passing: Passing = { kind: 'saying', text: sentences.join('\n') };
		if (app.wording) app.live.tell(PASSING, id, passing);
	}
}

function spoken({ say }: ReplyApp, reply: AskReply, { before }: Heard): Reply {
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
