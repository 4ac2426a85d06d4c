import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { isProblem } from '#core/errors.ts';
import { spendByBoth } from '#core/limits.ts';
import type { Log } from '#core/log.ts';
import { chatModel } from '#core/model.ts';
import type { Settings } from '#core/settings.ts';
import type { Card } from '#modules/knowledge/index.ts';
import type { Citation } from '../tables.ts';
import { type CitedPassage, passagesFor } from './passages.ts';
import { type WordingEnd, wordAnswer } from './word-answer.ts';

/** A sentence of an answer and where it is from. */
export type CitedSentence = { text: string; citation: Citation };

type WordingInput = {
	actor: Actor;
	/** The client's, for visitors of whom nothing is stored. */
	address?: string | undefined;
	question: string;
	lang: string;
	/** Candidates, best first. */
	cards: readonly Card[];
	signal?: AbortSignal | undefined;
};

export type Wording = (input: WordingInput) => AsyncGenerator<CitedSentence, WordingEnd>;

/** Model calls cost money; whoever has had that many is answered word for word. */
const CALLS = { name: 'model', count: 20, seconds: 600 };

/** Words answers with the model of the settings, within limits; says nothing where there is none. */
export function openWording({ settings, db, log }: { settings: Settings; db: Db; log: Log }): Wording {
	return async function* ({ actor, address, question, lang, cards, signal }) {
		const passages = chatModel(settings) ? passagesFor(cards, question, lang) : [];
		if (passages.length === 0 || !(await mayCall(db, actor, address))) return { dropped: 0 };
		const sentences = wordAnswer(settings, { question, lang, passages, signal });
		const end = yield* cited(sentences, passages);
		if (end.trouble) log.warn({ err: end.trouble, dropped: end.dropped }, 'model did not answer');
		return end;
	};
}

async function mayCall(db: Db, actor: Actor, address: string | undefined): Promise<boolean> {
	if (actor.kind !== 'customer') return true;
	try {
		await spendByBoth(db, CALLS, { id: actor.id, address: address ?? 'unknown' });
		return true;
	} catch (error) {
		if (isProblem(error) && error.code === 'too_many_requests') return false;
		throw error;
	}
}

async function* cited(
	sentences: ReturnType<typeof wordAnswer>,
	passages: CitedPassage[],
): AsyncGenerator<CitedSentence, WordingEnd> {
	for (;;) {
		const next = await sentences.next();
		if (next.done) return next.value;
		const { text, quote, passage: id } = next.value;
		const passage = passages.find((one) => one.id === id);
		if (passage) yield { text, citation: citationOf(passage, quote) };
	}
}

function citationOf({ card, anchor }: CitedPassage, quote: string): Citation {
	const { article_id, external_id, title } = card;
	return {
		article_id,
		external_id,
		title,
		url: anchor ? `${card.url}#${encodeURIComponent(anchor)}` : card.url,
		quote,
	};
}
