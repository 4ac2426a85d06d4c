import { isFunctionWord } from '#core/text/function-words.ts';
import { baseLang } from '#core/text/languages.ts';
import { normalize } from '#core/text/fold.ts';
import { DICTIONARY, eachTokenButDictionary, tokens, WORD } from '#core/text/tokens.ts';
import type { Token } from '#core/text/tokens.ts';
import { type Wanted, wantedIn, wantedWords } from '../excerpt-for.ts';
import { FUNCTION_WORD_WEIGHT, KIND_WEIGHT, rarity } from './weights.ts';

export type ScoredPassage = {
	/** Its place in the list that was given. */
	ordinal: number;
	/** 0..1: share of the question's weight that the passage covers. */
	score: number;
};

/** Of many passages only so many, those that have most of the question's words, are read term by term. */
const READ_CLOSELY = 10;

type Passage = { heading: string; text: string };
/** The article that passages are from, as far as they are told apart by it. */
type Article = { title: string; lang: string };

/** Passages (sections, paragraphs, lists of steps) by how well they cover the question, best first. A heading counts as text of its passage. */
export function bestPassages(passages: readonly Passage[], question: string, article: Article): ScoredPassage[] {
	const scores = passageScorer(question, article)(passages);
	return scores.map((score, ordinal) => ({ ordinal, score })).toSorted((a, b) => b.score - a.score);
}

/** 0..1 for each passage: the share of the question's weight that it covers. */
export function passageScorer(question: string, { title, lang }: Article): (passages: readonly Passage[]) => number[] {
	const hints = wantedWords(question);
	const sought = soughtBy(question, lang);
	const about = new Set(tokens(title, { lang }).map(({ term }) => term));
	return (passages) => {
		const texts = passages.map(({ heading, text }) => `${heading}\n${text}`);
		const scores = texts.map(() => 0);
		const close = promising(texts, hints);
		const read = close.map((ordinal) => termsIn(texts[ordinal]!, lang, sought));
		coverages(read, sought.weights, about).forEach((score, i) => (scores[close[i]!] = score));
		return scores;
	};
}

/** In the order of the text. */
function promising(texts: readonly string[], hints: Wanted): number[] {
	const all = [...texts.keys()];
	if (texts.length <= READ_CLOSELY) return all;
	const found = texts.map((text) => wantedIn(text, hints));
	const best = all.toSorted((a, b) => found[b]! - found[a]! || a - b).slice(0, READ_CLOSELY);
	return best.toSorted((a, b) => a - b);
}

/** Long pieces cover more by chance: one of twice the usual length needs this much more. */
const LENGTH_PENALTY = 0.15;
/** The whole article is about what its title says: that tells its passages apart the least. Figures and codes mean themselves. */
const IN_TITLE = 0.2;
const FIGURE = /\p{Nd}/u;

/** Of its terms those that are sought. */
type Piece = { terms: ReadonlySet<string>; length: number };

/** Share of the question's weight in each piece. Terms that few of the pieces have weigh more, for they tell the pieces apart. */
function coverages(
	pieces: readonly Piece[],
	weights: ReadonlyMap<string, number>,
	about: ReadonlySet<string>,
): number[] {
	const wanted = [...weights].flatMap(([term, weight]) => {
		const frequency = pieces.filter(({ terms }) => terms.has(term)).length;
		// What stands nowhere says nothing about where to look.
		if (frequency === 0) return [];
		const worth = weight * (0.5 + rarity(pieces.length, frequency));
		return [{ term, worth, covered: worth * (about.has(term) && !FIGURE.test(term) ? IN_TITLE : 1) }];
	});
	const total = wanted.reduce((sum, { worth }) => sum + worth, 0);
	const usual = pieces.reduce((sum, { length }) => sum + length, 0) / (pieces.length || 1);
	return pieces.map(({ terms, length }) => {
		const covered = wanted.reduce((sum, one) => (terms.has(one.term) ? sum + one.covered : sum), 0);
		return total ? covered / total / (1 + LENGTH_PENALTY * Math.max(0, length / (usual || 1) - 1)) : 0;
	});
}

/** A pasted page is as good as its beginning. */
const READ = 2_000;

/** The question's terms with their weights, and which of them are words of a dictionary. */
type Sought = { weights: Map<string, number>; words: string[] };

function soughtBy(question: string, lang: string): Sought {
	const base = baseLang(lang);
	const found = tokens(question.slice(0, READ), { lang });
	const weigh = ({ term, kind }: Token) =>
		kind === WORD && isFunctionWord(term, base) ? FUNCTION_WORD_WEIGHT / 2 : KIND_WEIGHT[kind];
	return {
		weights: new Map(found.map((token) => [token.term, weigh(token)])),
		words: found.filter(({ kind }) => kind === DICTIONARY).map(({ term }) => term),
	};
}

function termsIn(piece: string, lang: string, { weights, words }: Sought): Piece {
	const terms = new Set<string>();
	let length = 0;
	eachTokenButDictionary(piece, lang, (term) => {
		length++;
		if (weights.has(term)) terms.add(term);
	});
	const text = words.length > 0 ? normalize(piece) : '';
	for (const word of words) if (text.includes(word)) terms.add(word);
	return { terms, length };
}
