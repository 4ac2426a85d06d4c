import type { Actor } from '#core/access.ts';
import { isProblem } from '#core/errors.ts';
import type { Live } from '#core/live.ts';
import {
	askInSentences,
	type AskApp,
	type AskReply,
	type SmallTalk,
	smallTalk,
	SURE,
	wantsPerson,
} from '#modules/assistant/index.ts';
import type { HandoffReason } from '../handoffs/packet.ts';
import type { Passing } from '../live/passing.ts';
import { codeIn } from '#journeys/code.ts';
import type { Journey } from '#journeys/lock.ts';
import { isCode } from '#journeys/resume.ts';
import type { Conversation } from '../lock.ts';
import type { Parts } from '../tables.ts';
import { PASSING } from '../topic.ts';
import type { Heard } from './heard.ts';
import {
	begin,
	goOn,
	journeyIn,
	resume,
	type Said,
	sayAgain,
	type ServeApp,
	type Step,
	wouldUnderstand,
} from './on-journey.ts';
import { threadOf } from './thread-of.ts';

export type ReplyApp = AskApp & ServeApp & { live: Live };

type Reply = Said | Step | { handOver: HandoffReason };

const KIND_LINES = {
	greeting: 'reply_to_greeting',
	thanks: 'reply_to_thanks',
	bye: 'reply_to_bye',
	ok: 'reply_to_ok',
} as const satisfies Record<SmallTalk, string>;
type Line = (typeof KIND_LINES)[SmallTalk] | 'reply_file' | 'reply_trouble';

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
	const code = said.texts.map(codeIn).find((one) => one !== undefined);
	if (code && (await isCode(app.database.db, code))) return resume(app, code);
	const journey = await journeyIn(app, conversation);
	if (journey) return inJourney(app, conversation, journey, said);
	const texts = said.texts.filter((text) => !smallTalk(text));
	const talk = smallTalk(said.texts.at(-1) ?? '');
	if (texts.length === 0)
		return talk && said.files.length === 0 ? line(KIND_LINES[talk], 'greeting') : line('reply_file', 'unsure');
	try {
		const reply = await ask(app, conversation, { ...said, texts });
		return reply.service ? begin(app, reply.service.id, texts.join('\n')) : spoken(app, reply, said);
	} catch (error) {
		if (isProblem(error)) return line('reply_trouble', 'unsure');
		throw error;
	}
}

/**
 * In the middle of a service: what is understood there goes on with it. Of the rest, what we can answer is answered and asked on, another service that is
 * wished for is begun, and else it is said why it did not do.
 */
async function inJourney(app: ReplyApp, conversation: Conversation, journey: Journey, said: Heard): Promise<Reply> {
	const inputs = [...said.texts, ...(said.files.length > 0 ? [said.files] : [])];
	const further = goOn(app, journey, inputs.length > 0 ? inputs : [undefined]);
	const text = said.texts.join('\n');
	const isUnderstood = await wouldUnderstand(app, conversation, journey, inputs);
	if (text === '' || (isUnderstood && !asksBack(journey, text))) return further;
	const wished = isUnderstood ? undefined : app.recognise(text);
	const isOther = wished && wished.id !== journey.service && app.services.has(wished.id);
	if (isOther && wished.confidence >= SURE) return begin(app, wished.id, text);
	const reply = await ask(app, conversation, said).catch((error: unknown) => {
		if (isProblem(error)) return undefined;
		throw error;
	});
	return reply?.answer ? sayAgain(app, journey, spoken(app, reply, said)) : further;
}

/** Where any text would do as an answer, a question is still a question. */
const asksBack = ({ shown }: Journey, text: string): boolean => shown?.values.length === 0 && /[?？]\s*$/.test(text);

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
	const parts: Parts = { outcome: answer ? 'answer' : outcome, question_id };
	if (answer) {
		const { citations, layout } = answer;
		return { text: answer.text, parts: { ...parts, citations, ...(layout && { layout }) } };
	}
	if (choices.length > 0) {
		const named = choices.map(({ article_id, title, url }) => ({ article_id, title, url }));
		return { text: say('reply_choices', {}, lang), parts: { ...parts, choices: named } };
	}
	const key = before === 'unsure' ? 'reply_unsure_again' : 'reply_unsure';
	return { text: say(key, {}, lang), parts };
}
