import { FUNCTION_WORDS, isFunctionWord, PLAIN_VIETNAMESE } from '#core/text/function-words.ts';
import { baseLang } from '#core/text/languages.ts';
import { CODE, DICTIONARY, FOLDED, GRAM, PAIR, type Token, tokens, WORD } from '#core/text/tokens.ts';

/** Stands for every question when words are counted; no word has this number. */
export const EVERY = 0;
/** A pasted page is told by its beginning. */
const MOST = 48;

/** Numbers (32 bits) that stand for the telling words of a question, each once. Empty only where it has no words at all. */
export function featuresOf(text: string, lang: string): number[] {
	const base = baseLang(lang);
	const all = tokens(text, { lang });
	const telling = all.filter((token) => tells(token, base));
	const terms = (telling.length > 0 ? telling : all).map(({ term }) => term);
	return [...new Set(terms.map(numberOf))].slice(0, MOST);
}

/** Characters of which Chinese makes its questions, and no names of things: a pair with one of them tells how somebody asks, not for what. */
const ASKING = /[怎么如何的了吗呢什哪是我你您要能请想吧啊]/u;

function tells({ term, kind }: Token, base: string): boolean {
	if (base === 'vi') return kind === PAIR || kind === CODE || (kind === FOLDED && !PLAIN_VIETNAMESE.has(term.slice(1)));
	if (kind === WORD) return !isFunctionWord(term, base in FUNCTION_WORDS ? base : 'en');
	return kind === CODE || kind === DICTIONARY || (kind === GRAM && !ASKING.test(term));
}

/** FNV-1a. Two words in a million share a number; they would have to be asked about in the same breath to do harm. */
function numberOf(term: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
	return hash | 0 || 1;
}
