import { type Lexicon, phraseAt } from './lexicon.ts';

const NOTHING = /[\s.,;!?()"'…]/;

/** The next place after a mark or a phrase that says nothing; the same place if something is said there. */
export function leftOver<T>(text: string, at: number, around: Lexicon<T>): number {
	const phrase = phraseAt(around, text, at);
	if (phrase) return phrase.to;
	return NOTHING.test(text.charAt(at)) ? at + 1 : at;
}
