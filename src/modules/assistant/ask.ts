import type { Actor } from '#core/access.ts';
import type { Say } from '#core/i18n/say.ts';
import { problem } from '#core/errors.ts';
import { newId } from '#core/ids.ts';
import { storable } from '#core/text/storable.ts';
import type { Clock } from '#core/time.ts';
import type { Services } from '#journeys/registry.ts';
import type { Card, Library } from '#modules/knowledge/index.ts';
import { bestQuote } from './quote.ts';
import type { QuestionLog } from './question-log.ts';
import type { Ranked, Scorer } from './scorer.ts';
import { type Wish, wishIn } from './services/wish-in.ts';
import type { Recogniser } from './services/open-recogniser.ts';
import type { Answer, Outcome, Worded } from './tables.ts';
import type { Turn } from './thread/turn.ts';
import { candidatesOf } from './widen.ts';
import type { CitedSentence, Wording } from './wording/open-wording.ts';

/** What answering needs of the app. Without `wording` every answer is word for word. */
export type AskApp = {
	library: Library;
	scorer: Scorer;
	questionLog: QuestionLog;
	clock: Clock;
	services: Services;
	recognise: Recogniser;
	say: Say;
	wording?: Wording | undefined;
};

export type AskInput = {
	question: string;
	lang?: string | undefined;
	channel: string;
	/** The conversation it is asked in, which the caller has checked. */
	conversation_id?: string | undefined;
	/** What was asked in it before, oldest first. The last few turns are read. */
	thread?: readonly Turn[] | undefined;
	/** The client's, for limits. */
	address?: string | undefined;
	/** Ends a model's work when nobody waits for it any more. */
	signal?: AbortSignal | undefined;
};
export type Candidate = { article_id: string; external_id: string; title: string; url: string; score: number };
export type AskReply = {
	question_id: string;
	outcome: Outcome;
	/** 0..1: how likely the first candidate is right. */
	confidence: number;
	/** Up to five, best first, in every outcome. */
	candidates: Candidate[];
	answer?: Answer;
	/** Those to choose from when several fit about equally. */
	choices?: Candidate[];
	/** What gets it done, where it is a wish; an answer may stand beside it. */
	service?: Wish;
	/** Where it was read as going on from the question before: both, as they were asked. */
	understood?: { question: string };
	/** The language the question was read in. */
	lang: string;
	took_ms: number;
};

export const LONGEST_QUESTION = 2_000;

/**
 * Answers a question from what is published, word for word and with its source, or says honestly that it is not sure. The question is logged
 * before the reply: what a customer asked is never lost. Throws `index_building` while the index is not there yet.
 */
export async function ask(app: AskApp, actor: Actor, input: AskInput): Promise<AskReply> {
	const steps = askInSentences(app, actor, input);
	for (;;) {
		const step = await steps.next();
		if (step.done) return step.value;
	}
}

/** `ask`, with the sentences of the answer as soon as each may be sent. */
export async function* askInSentences(
	app: AskApp,
	actor: Actor,
	input: AskInput,
): AsyncGenerator<CitedSentence, AskReply> {
	const begun = performance.now();
	const question = storable(input.question).trim().slice(0, LONGEST_QUESTION);
	if (question === '')
		throw problem('invalid_input', {
			detail: 'The question is empty.',
			errors: [{ path: 'question', code: 'required', message: 'Write a question.' }],
		});
	const ranked = await app.scorer.rank(question, input.lang, input.thread);
	const understood = ranked.goesOn ? inFull(input.thread, question) : question;
	const found = await candidatesOf(app.library, ranked, understood, input.lang ?? ranked.lang);
	const cards = found.map(({ card }) => card);
	const decided = outcomeOf(app.library, ranked, found, understood);
	const service = wishIn(app, understood, { answered: decided.answer !== undefined, lang: ranked.lang });
	// Nobody waits for a model's words on what is not to be answered but done.
	const spoken =
		decided.answer && !service
			? yield* speak(app, actor, input, { question: understood, cards, lang: ranked.lang, extract: decided.answer })
			: undefined;
	const reply = {
		question_id: newId(app.clock()),
		lang: ranked.lang,
		...decided,
		...(service && { outcome: 'service' as const, service }),
		...(spoken && { answer: spoken.answer }),
		...(ranked.goesOn && { understood: { question: understood } }),
		took_ms: 0,
	};
	await app.questionLog.append({
		id: reply.question_id,
		actor,
		text: question,
		lang: ranked.lang,
		asked_lang: input.lang,
		channel: input.channel,
		conversation_id: input.conversation_id,
		outcome: reply.outcome,
		confidence: reply.confidence,
		shown: found.map(({ card, score }) => ({ article_id: card.article_id, translation_id: card.id, score })),
		answer: reply.answer,
		worded: spoken?.worded,
		dropped: spoken?.dropped ?? 0,
		at: app.clock(),
	});
	return { ...reply, took_ms: Number((performance.now() - begun).toFixed(1)) };
}

/** What goes on from the question before is asked by both. */
const inFull = (thread: readonly Turn[] = [], question: string): string =>
	[...thread.slice(-1).map((turn) => turn.question.trim()), question].join('\n').slice(-LONGEST_QUESTION);

type Spoken = { answer: Answer; worded: Worded; dropped: number };
type Found = { question: string; lang: string; cards: Card[]; extract: Answer };

/** A model's sentences where there is one and any of them hold; else the words of the article. */
async function* speak(
	{ wording }: AskApp,
	actor: Actor,
	{ address, signal }: AskInput,
	{ question, lang, cards, extract }: Found,
): AsyncGenerator<CitedSentence, Spoken> {
	const said: CitedSentence[] = [];
	const sentences = wording?.({ actor, address, signal, question, lang, cards });
	let dropped = 0;
	for (let next = await sentences?.next(); next; next = await sentences?.next()) {
		if (next.done) {
			dropped = next.value.dropped;
			break;
		}
		said.push(next.value);
		yield next.value;
	}
	if (said.length > 0) return { answer: answerOf(said), worded: 'model', dropped };
	const [citation] = extract.citations;
	if (citation) for (const text of extract.text.split('\n')) yield { text, citation };
	return { answer: extract, worded: 'extract', dropped };
}

/** A line a sentence; each source once. */
function answerOf(said: CitedSentence[]): Answer {
	const citations = new Map(said.map(({ citation }) => [`${citation.url} ${citation.quote}`, citation]));
	return { text: said.map(({ text }) => text).join('\n'), citations: [...citations.values()] };
}

type Decided = Pick<AskReply, 'outcome' | 'confidence' | 'candidates' | 'answer' | 'choices'>;

function outcomeOf(
	library: Library,
	ranked: Ranked,
	found: { card: Card; score: number }[],
	question: string,
): Decided {
	const candidates = found.map(({ card, score }) => candidateOf(card, score));
	const confidence = Number(ranked.confidence.toFixed(4));
	const first = found[0]?.card;
	if (ranked.outcome === 'choices' && candidates.length > 1)
		return { outcome: 'choices', confidence, candidates, choices: candidates.slice(0, ranked.choices) };
	if (!first || ranked.outcome === 'unsure') return { outcome: 'unsure', confidence, candidates };
	const answer = library.lately(JSON.stringify(['answer', first.id, question]), () => answerFrom(first, question));
	return { outcome: 'answer', confidence, candidates, answer };
}

/** An article without text answers with its title and the link. */
export function answerFrom(card: Card, question: string): Answer {
	const quote = bestQuote(card, question);
	const { article_id, external_id, title } = card;
	const text = quote?.text ?? title;
	const url = quote?.anchor ? `${card.url}#${encodeURIComponent(quote.anchor)}` : card.url;
	const citations = [{ article_id, external_id, title, url, quote: text }];
	return { text, citations, ...(quote?.layout && { layout: quote.layout }) };
}

const candidateOf = ({ article_id, external_id, title, url }: Card, score: number): Candidate => ({
	article_id,
	external_id,
	title,
	url,
	score,
});
