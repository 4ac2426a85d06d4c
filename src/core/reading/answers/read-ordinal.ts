import { fold } from '../folded.ts';
import { type Language, languageOf } from '../language.ts';
import { entriesFor, lexicons, phraseAt } from '../lexicon.ts';
import { leftOver } from '../left-over.ts';
import { numberWordAt } from '../number/number-at.ts';
import { ordinals } from './words/ordinals.ts';

type Options = { lang: string; count: number };
type Entry = { place?: number };

const lexiconFor = lexicons<Entry>((language) => {
	const { places, fill } = ordinals[language];
	const placed = Object.entries(places).flatMap(([phrases, place]) => entriesFor<Entry>(phrases, { place }));
	return [...placed, ...entriesFor<Entry>(fill, {})];
});
/** Longer than any way to point at one of a list. */
const LONGEST = 80;

/** Which of so many options shown is meant, counted from 0: "2", "the last one", "第二个"; nothing where there is none so. */
export function readOrdinal(text: string, { lang, count }: Options): number | undefined {
	if (text.length > LONGEST) return undefined;
	const place = placeIn(text, languageOf(lang)) ?? placeIn(text, 'en');
	if (place === undefined) return undefined;
	const index = place < 0 ? count + place : place - 1;
	return Number.isInteger(index) && index >= 0 && index < count ? index : undefined;
}

/** From 1, or from -1 at the end. */
function placeIn(text: string, language: Language): number | undefined {
	const { text: folded, bare } = fold(text.trim(), language);
	const lexicon = lexiconFor(language, bare);
	let place: number | undefined;
	for (let at = 0; at < folded.length;) {
		const found = phraseAt(lexicon, folded, at);
		const number = found ? undefined : numberAt(folded, at, language, bare);
		const said = found?.value.place ?? number?.value;
		if (said !== undefined && place !== undefined) return undefined;
		place ??= said;
		const next = found?.to ?? number?.to ?? leftOver(folded, at, lexicon);
		const mark = next === at && /[#:\-[\]]/.test(folded.charAt(at)) ? at + 1 : next;
		if (mark === at) return undefined;
		at = mark;
	}
	return place;
}

const DIGITS = /(\d{1,3})(?:st|nd|rd|th)?(?![\d\p{L}])(?![.,:/]\d)/uy;
/** Scripts without spaces put their words right behind the digits. */
const UNSPACED_DIGITS = /(\d{1,3})(?![\da-z])(?![.,:/]\d)/y;

function numberAt(text: string, at: number, language: Language, bare: boolean) {
	const digits = language === 'en' || language === 'vi' ? DIGITS : UNSPACED_DIGITS;
	digits.lastIndex = at;
	const written = digits.exec(text);
	if (written) return { value: Number(written[1]), to: digits.lastIndex };
	return numberWordAt(text, at, language, bare);
}
