import { normalize } from '#core/text/fold.ts';
import type { Lexicon } from './types.ts';

/** Something the check must find again in the passage: a negation, a modal, a comparison, a critical word. */
export type Marker = { kind: string; start: number; end: number };

type Scanner = (text: string) => Marker[];

const scanners = new WeakMap<Lexicon, Scanner>();

/** Finds the words of a lexicon in normalised text, longest first, so that `not more than` is no negation. */
export function scannerFor(lexicon: Lexicon): Scanner {
	const known = scanners.get(lexicon);
	if (known) return known;
	const kinds = kindsOf(lexicon);
	const pattern = phrasePattern([...kinds.keys()], lexicon.spaced);
	const scan: Scanner = (text) =>
		[...text.matchAll(pattern)].flatMap((found) =>
			(kinds.get(found[0]) ?? []).map((kind) => ({
				kind,
				start: found.index,
				end: found.index + found[0].length,
			})),
		);
	scanners.set(lexicon, scan);
	return scan;
}

/** A pattern for any of the phrases, each a whole word where words have spaces between them. */
export function phrasePattern(phrases: readonly string[], spaced: boolean, flags = 'gu'): RegExp {
	const sorted = phrases.toSorted((a, b) => b.length - a.length).map(escape);
	const one = `(?:${sorted.join('|')})`;
	return new RegExp(spaced ? `(?<![\\p{L}\\p{M}\\p{N}'])${one}(?![\\p{L}\\p{M}\\p{N}])` : one, flags);
}

export const phrases = (list: string): string[] => list.split('|').map(fold);

const SARA_AM = /\u0e4d\u0e32/g;

/** `normalize`, but with the Thai vowel that it takes apart in one piece again: dictionaries know words only so. */
export const fold = (text: string): string => normalize(text).replace(SARA_AM, '\u0e33');

const escape = (phrase: string) => phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function kindsOf(lexicon: Lexicon): Map<string, string[]> {
	const kinds = new Map<string, string[]>();
	const add = (kind: string, list: string) => {
		for (const phrase of phrases(list)) kinds.set(phrase, [...(kinds.get(phrase) ?? []), kind]);
	};
	add('negation', lexicon.negation);
	add('condition', lexicon.condition);
	for (const [modal, list] of Object.entries(lexicon.modals)) add(`modal:${modal}`, list);
	for (const [comparison, list] of Object.entries(lexicon.comparison)) add(`comparison:${comparison}`, list);
	lexicon.critical.forEach((list, line) => add(`critical:${line}`, list));
	lexicon.promises.forEach((list, line) => add(`promise:${line}`, list));
	lexicon.calendar.forEach((list, line) => add(`calendar:${line}`, list));
	// What is harmless may be listed as something else on purpose: then that holds.
	for (const phrase of phrases(lexicon.harmless)) if (!kinds.has(phrase)) kinds.set(phrase, []);
	return kinds;
}
