import { foldPhrase } from './folded.ts';
import { isSpaced, type Language } from './language.ts';

/** Phrases by their first unit, longest first, so that `day after tomorrow` is found before `day`. */
export type Lexicon<T> = { spaced: boolean; byFirst: Map<string, { phrase: string; value: T }[]> };

/** Makes each lexicon once, when it is first asked for: one a language, and one for Vietnamese without marks. */
export function lexicons<T>(
	entriesOf: (language: Language) => readonly (readonly [phrase: string, value: T])[],
): (language: Language, bare: boolean) => Lexicon<T> {
	const made = new Map<string, Lexicon<T>>();
	return (language, bare) => {
		const key = `${language}${bare}`;
		const lexicon = made.get(key) ?? lexiconOf(language, entriesOf(language), bare);
		made.set(key, lexicon);
		return lexicon;
	};
}

/** The phrases of a list parted by `|`, all of one meaning. */
export const entriesFor = <T>(phrases: string, value: T): [string, T][] =>
	phrases.split('|').map((phrase): [string, T] => [phrase, value]);

/** The first of two equal phrases counts. */
export function lexiconOf<T>(
	language: Language,
	entries: readonly (readonly [phrase: string, value: T])[],
	bare = false,
): Lexicon<T> {
	const byFirst: Lexicon<T>['byFirst'] = new Map();
	for (const [written, value] of entries) {
		const phrase = foldPhrase(written, language, bare);
		const list = byFirst.get(phrase.charAt(0));
		if (!list) byFirst.set(phrase.charAt(0), [{ phrase, value }]);
		else if (!list.some((other) => other.phrase === phrase)) list.push({ phrase, value });
	}
	for (const list of byFirst.values()) list.sort((a, b) => b.phrase.length - a.phrase.length);
	return { spaced: isSpaced(language), byFirst };
}

const LETTER = /[\p{L}\p{M}]/u;

/** The longest phrase that begins there; where spaces part words it must end with one. */
export function phraseAt<T>(
	lexicon: Lexicon<T>,
	text: string,
	at: number,
): { value: T; phrase: string; to: number } | undefined {
	for (const { phrase, value } of lexicon.byFirst.get(text.charAt(at)) ?? []) {
		if (!text.startsWith(phrase, at)) continue;
		const to = at + phrase.length;
		if (joins(text, at, lexicon.spaced) || joins(text, to, lexicon.spaced)) continue;
		return { value, phrase, to };
	}
	return undefined;
}

const DIGIT = /\d/;

/** Whether digits touch on both sides of a place, or letters where spaces part words. */
function joins(text: string, at: number, spaced: boolean): boolean {
	const before = text.charAt(at - 1);
	const after = text.charAt(at);
	return (DIGIT.test(before) && DIGIT.test(after)) || (spaced && LETTER.test(before) && LETTER.test(after));
}
