import { baseLang } from '#core/text/languages.ts';
import { CODE, FOLDED, GRAM, PAIR, type Token, tokens, WORD } from '#core/text/tokens.ts';

/** What an owner teaches the search: that these words mean nothing here, or that one phrase stands for another. */
export type TaughtWord = {
	/** BCP 47 tag; one base language shares them. */
	lang: string;
	kind: 'synonym' | 'stop';
	/** As people write it. */
	phrase: string;
	/** What it also means; empty for a stop word. */
	means: string;
	/** A synonym in both directions. */
	both: boolean;
};

/** A phrase of the question, and the terms to look for as well. */
export type Expansion = { from: string[]; to: Token[] };

export type LanguageWords = {
	stops: ReadonlySet<string>;
	/** By the first term of the phrase. */
	synonyms: ReadonlyMap<string, readonly Expansion[]>;
};

/** By base language; a language that was taught nothing is not in it. */
export type OwnWords = ReadonlyMap<string, LanguageWords>;

/** The rows an owner edits, as search reads them. */
export function ownWords(taught: readonly TaughtWord[]): OwnWords {
	const languages = Map.groupBy(taught, ({ lang }) => baseLang(lang));
	return new Map(Array.from(languages, ([lang, words]) => [lang, languageWords(lang, words)]));
}

function languageWords(lang: string, words: readonly TaughtWord[]): LanguageWords {
	const stops = words.filter(({ kind }) => kind === 'stop').flatMap(({ phrase }) => termsOf(phrase, lang));
	const expansions = words.filter(({ kind }) => kind === 'synonym').flatMap((word) => expansionsOf(word, lang));
	return {
		stops: new Set(stops.map(({ term }) => term)),
		synonyms: Map.groupBy(expansions, ({ from: [first] }) => first!),
	};
}

function expansionsOf({ phrase, means, both }: TaughtWord, lang: string): Expansion[] {
	const ways = both ? [[phrase, means] as const, [means, phrase] as const] : [[phrase, means] as const];
	return ways
		.map(([from, to]) => ({ from: sequence(tokens(from, { lang }), lang), to: termsOf(to, lang) }))
		.filter(({ from, to }) => from.length > 0 && to.length > 0);
}

/** The terms by which a phrase is recognised in a question. Vietnamese is often typed without its marks. */
export const sequence = (all: readonly Token[], lang: string): string[] =>
	sequenceTokens(all, lang).map(({ term }) => term);

export const sequenceTokens = (all: readonly Token[], lang: string): Token[] =>
	all.filter(({ kind }) => (lang === 'vi' ? kind === FOLDED : kind === WORD || kind === GRAM));

/** Kinds that carry meaning by themselves; a dictionary's words are numbered apart from the rest of the text. */
const MEANT = new Set<number>([WORD, GRAM, CODE, FOLDED, PAIR]);

const termsOf = (text: string, lang: string): Token[] => tokens(text, { lang }).filter(({ kind }) => MEANT.has(kind));
