import { detectLanguage } from '#core/text/detect.ts';

/** What shows that a translation does not fit, the worst first. */
export const DOUBTS = ['language', 'numbers', 'length'] as const;
export type Doubt = (typeof DOUBTS)[number];

type Pair = { original: string; translation: string; lang: string };

/** Below this the text is too short, or too mixed, to tell its language. */
const SURE = 0.8;
/** Chinese takes a third of the letters of English, Thai as many: what is further apart is not the same said twice. */
const TIMES = 6;
const SHORT = 60;

/** Whoever does not read the language cannot see that the model talks of something else; some of it can be counted. */
export function doubtOf({ original, translation, lang }: Pair): Doubt | null {
	const { lang: found, confidence } = detectLanguage(translation);
	if (confidence >= SURE && languageOf(found) !== languageOf(lang)) return 'language';
	if (numbersOf(original) !== numbersOf(translation)) return 'numbers';
	return isOfLength(original, translation) ? null : 'length';
}

const languageOf = (lang: string) => new Intl.Locale(lang).language;

/** Digits alone, in any order: languages part thousands, and begin dates, differently. */
const numbersOf = (text: string) =>
	(
		withPlainDigits(text)
			.replaceAll(/(?<=\d)[.,\u00a0\u202f](?=\d)/g, '')
			.match(/\d+/g) ?? []
	)
		.toSorted()
		.join(' ');

const THAI_ZERO = 0x0e50;
const withPlainDigits = (text: string) =>
	text.normalize('NFKC').replaceAll(/[๐-๙]/g, (digit) => String((digit.codePointAt(0) ?? THAI_ZERO) - THAI_ZERO));

function isOfLength({ length: one }: string, { length: other }: string): boolean {
	return Math.max(one, other) <= Math.min(one, other) * TIMES + SHORT;
}
