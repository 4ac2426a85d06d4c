import { fold, type Folded } from '../folded.ts';
import { isSpaced, languageOf } from '../language.ts';
import { type Lexicon, lexiconOf, phraseAt } from '../lexicon.ts';
import { type Quantity, quantityAt } from './quantity-at.ts';

/** A number and where it stands: `text.slice(from, to)`. */
export type FoundNumber = { value: number; from: number; to: number };

/** `technician(s)` stands for both forms. The span takes in the noun. */
export type FindNumberOptions = { lang: string; nouns?: readonly string[] };

type Place = Quantity & { from: number };

/** The first number in a longer text, or with `nouns` the first that counts one of them: "two technicians", "ช่าง 2 คน". */
export function findNumber(text: string, { lang, nouns }: FindNumberOptions): FoundNumber | undefined {
	const folded = fold(text.slice(0, LONGEST), languageOf(lang));
	const lexicon = nouns && nounsOf(nouns, lang, folded.bare);
	for (const place of numbersIn(folded, lang)) {
		const counted = lexicon ? counts(folded.text, place, lexicon) : place;
		if (!counted) continue;
		const from = folded.from[counted.from] ?? 0;
		return { value: place.value, from, to: folded.from[counted.to] ?? text.length };
	}
	return undefined;
}

const LONGEST = 2_000;

/** Every number of a folded text. */
export function numbersIn(folded: Folded, lang: string): Place[] {
	const found: Place[] = [];
	const spaced = isSpaced(languageOf(lang));
	for (let at = 0; at < folded.text.length;) {
		const stranger = endOf(spaced ? WORD_OF_CODE : LATIN_CODE, folded.text, at);
		const quantity = stranger ? undefined : quantityAt(folded, at, lang);
		const isPart = quantity && endOf(TAIL, folded.text, quantity.to) > 0;
		if (quantity && !isPart) found.push({ ...quantity, from: at });
		at = quantity?.to ?? (stranger || at + 1);
	}
	return found;
}

/** `SN-2041` and `A4` hold no number, nor does `12A`. */
const WORD_OF_CODE = /(?<![\p{L}\p{M}\d])\p{L}[\p{L}\p{M}]*[-_#]?\d[\p{L}\d._/-]*/uy;
const LATIN_CODE = /(?<![a-z\d])[a-z]+[-_#]?\d[a-z\d._/-]*/y;
const TAIL = /[a-z]\d|[/:-]\d/y;

function endOf(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : 0;
}

/** Between a number and its noun. */
const MEASURE = /[ 个名位]/;

function counts(text: string, { from, to }: Place, nouns: Lexicon<true>): { from: number; to: number } | undefined {
	const direct = phraseAt(nouns, text, to);
	if (direct) return { from, to: direct.to };
	const after = MEASURE.test(text.charAt(to)) ? phraseAt(nouns, text, to + 1) : undefined;
	if (after) return { from, to: after.to };
	const before = /[ :]*$/.exec(text.slice(Math.max(0, from - 2), from))?.[0].length ?? 0;
	const start = startOf(text, from - before, nouns);
	return start === undefined ? undefined : { from: start, to };
}

/** Where the noun begins that ends there. */
function startOf(text: string, end: number, nouns: Lexicon<true>): number | undefined {
	for (let at = Math.max(0, end - LONGEST_NOUN); at < end; at++) if (phraseAt(nouns, text, at)?.to === end) return at;
	return undefined;
}

const LONGEST_NOUN = 40;

function nounsOf(nouns: readonly string[], lang: string, bare: boolean): Lexicon<true> {
	const forms = nouns.flatMap((noun) => [noun.replace(/\((.*?)\)/g, '$1'), noun.replace(/\(.*?\)/g, '')]);
	return lexiconOf(
		languageOf(lang),
		forms.filter(Boolean).map((noun): [string, true] => [noun, true]),
		bare,
	);
}
