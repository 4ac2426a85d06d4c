import { fold } from '../folded.ts';
import { languageOf } from '../language.ts';
import { type Phrase, phrasesOf } from './phrases.ts';
import { resolve } from './resolve.ts';
import { tokensOf } from './tokens.ts';
import type { When, WhenOptions } from './when.ts';

/** A time and where it stands: `text.slice(from, to)`. */
export type FoundWhen = { when: When; from: number; to: number };

/** More than this nobody writes to say when. */
const LONGEST = 2_000;

/** The first time that a longer text speaks of, read in its language or else in English. */
export function findWhen(text: string, options: WhenOptions): FoundWhen | undefined {
	const [first] = timesIn(text, options, false);
	if (first || languageOf(options.lang) === 'en') return first;
	return timesIn(text, { ...options, lang: 'en' }, false)[0];
}

/** The first two of them; with `whole` also words that may mean something else, such as "sun". */
export function timesIn(text: string, options: WhenOptions, whole: boolean): FoundWhen[] {
	const language = languageOf(options.lang);
	const folded = fold(text.slice(0, LONGEST), language);
	const monthFirst = language === 'zh' || /^en-US\b/i.test(options.lang);
	const phrases = phrasesOf(tokensOf(folded, language), language, monthFirst);
	const found: FoundWhen[] = [];
	for (const phrase of phrases) {
		// Two that are not one are all that anyone asks for.
		if (found.length > 1) break;
		const when = phrase.strong || whole ? resolve(phrase.slots, options, language === 'th') : undefined;
		if (!when) continue;
		const place = { from: folded.from[phrase.from] ?? 0, to: folded.from[phrase.to] ?? text.length };
		const before = found.at(-1);
		const both = before && joined(before.when, when, phrase);
		if (before && both) found.splice(-1, 1, { when: both, from: before.from, to: place.to });
		else found.push({ when, ...place });
	}
	return found;
}

/** "Monday to Wednesday". */
function joined(first: When, second: When, { follows }: Phrase): When | undefined {
	if (!follows || first.grain === 'minute' || first.grain !== second.grain || second.from < first.from)
		return undefined;
	return { from: first.from, until: second.until, grain: first.grain };
}
