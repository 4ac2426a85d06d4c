import { isFunctionWord } from '#core/text/function-words.ts';
import { baseLang } from '#core/text/languages.ts';
import { sentences } from '#core/text/sentences.ts';
import type { Sentence } from '#core/text/sentences.ts';
import { eachToken, tokens, WORD } from '#core/text/tokens.ts';
import type { Token } from '#core/text/tokens.ts';
import { wantedIn, wantedWords } from '../excerpt-for.ts';
import { FUNCTION_WORD_WEIGHT, KIND_WEIGHT, rarity } from './weights.ts';

export type ScoredSentence = Sentence & {
	/** 0..1: share of the question's weight that the sentence covers. */
	score: number;
};

export type ScoredPassage = {
	/** Its place in the list that was given. */
	ordinal: number;
	/** 0..1: share of the question's weight that the passage covers. */
	score: number;
};

/** The sentences of a text that cover the question best, best first; of equals the earlier. Sentences that share nothing with it score 0. */
export function bestSentences(text: string, question: string, lang: string): ScoredSentence[] {
	const found = sentences(text, lang);
	const scores = coverages(found.map((sentence) => sentence.text), question, lang); // prettier-ignore
	return found.map((sentence, i) => ({ ...sentence, score: scores[i]! })).toSorted((a, b) => b.score - a.score);
}

/** Of many passages only so many, those that have most of the question's words, are read term by term. */
const READ_CLOSELY = 5;

/** Passages (sections, paragraphs, lists of steps) by how well they cover the question, best first. A heading counts as text of its passage. */
export function bestPassages(
	passages: { heading: string; text: string }[],
	question: string,
	lang: string,
): ScoredPassage[] {
	const texts = passages.map(({ heading, text }) => `${heading}\n${text}`);
	const close = promising(texts, question);
	const scores = new Map(
		coverages(
			close.map((ordinal) => texts[ordinal]!),
			question,
			lang,
		).map((score, i) => [close[i]!, score]),
	);
	return texts
		.map((_, ordinal) => ({ ordinal, score: scores.get(ordinal) ?? 0 }))
		.toSorted((a, b) => b.score - a.score);
}

/** In the order of the text. */
function promising(texts: string[], question: string): number[] {
	const all = [...texts.keys()];
	if (texts.length <= READ_CLOSELY) return all;
	const wanted = wantedWords(question);
	const hints = texts.map((text) => wantedIn(text, wanted));
	const best = all.toSorted((a, b) => hints[b]! - hints[a]! || a - b).slice(0, READ_CLOSELY);
	return best.toSorted((a, b) => a - b);
}

/** Long pieces cover more by chance: one of twice the usual length needs this much more. */
const LENGTH_PENALTY = 0.15;

/** Share of the question's weight in each piece. Terms that few of the pieces have weigh more, for they tell the pieces apart. */
function coverages(pieces: string[], question: string, lang: string): number[] {
	const wanted = weights(question, lang);
	const found = pieces.map((piece) => termsIn(piece, lang, wanted));
	const frequencies = new Map<string, number>();
	for (const { terms } of found) for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
	for (const [term, weight] of wanted)
		wanted.set(term, weight * (0.5 + rarity(pieces.length, frequencies.get(term) ?? 0)));
	const total = [...wanted.values()].reduce((sum, weight) => sum + weight, 0);
	const usual = found.reduce((sum, { length }) => sum + length, 0) / (found.length || 1);
	return found.map(({ terms, length }) => {
		const covered = [...terms].reduce((sum, term) => sum + wanted.get(term)!, 0);
		return total ? covered / total / (1 + LENGTH_PENALTY * Math.max(0, length / (usual || 1) - 1)) : 0;
	});
}

/** A pasted page is as good as its beginning. */
const READ = 2_000;

function weights(question: string, lang: string): Map<string, number> {
	const base = baseLang(lang);
	const found = tokens(question.slice(0, READ), { lang });
	const weigh = ({ term, kind }: Token) =>
		kind === WORD && isFunctionWord(term, base) ? FUNCTION_WORD_WEIGHT / 2 : KIND_WEIGHT[kind];
	return new Map(found.map((token) => [token.term, weigh(token)]));
}

function termsIn(
	piece: string,
	lang: string,
	wanted: ReadonlyMap<string, number>,
): { terms: Set<string>; length: number } {
	const terms = new Set<string>();
	let length = 0;
	eachToken(piece, lang, (term) => {
		length++;
		if (wanted.has(term)) terms.add(term);
	});
	return { terms, length };
}
