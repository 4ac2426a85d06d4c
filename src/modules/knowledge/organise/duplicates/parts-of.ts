import { passages, passageText } from '../../body/passages.ts';
import type { Written } from '../facts/facts-of.ts';
import { bandsOf, shinglesOf } from './shingles.ts';

/** `part` is `title`, `question:2` or `passage:0`. */
export type Part = { part: string; text: string; shingles: Set<number>; bands: string[] };

/** Below so many signs of a passage everything looks alike: see the note, call us. */
const LEAST_TEXT = 80;
const MOST_PASSAGES = 200;
const MOST_QUESTIONS = 50;

/** What of a text is compared with other texts of the language. */
export function partsOf({ title, body, questions }: Written, lang: string): Part[] {
	const long = passages(body, title)
		.map(passageText)
		.map((text, i) => ({ part: `passage:${i}`, text }))
		.filter(({ text }) => text.length >= LEAST_TEXT || DENSE.test(text.slice(0, LEAST_TEXT)));
	const asked = questions.slice(0, MOST_QUESTIONS).map((text, i) => ({ part: `question:${i}`, text }));
	return [{ part: 'title', text: title }, ...asked, ...long.slice(0, MOST_PASSAGES)].map(({ part, text }) => {
		// What heads an article and what people ask are compared with each other: both say what it is about.
		const isPassage = part.startsWith('passage');
		const shingles = shinglesOf(text, lang, isPassage ? 3 : 1);
		return { part, text, shingles, bands: bandsOf(shingles, `${lang} ${isPassage ? 'passage' : 'subject'}`) };
	});
}

/** Forty signs of Chinese say as much as eighty letters. */
const DENSE = /(?:\p{Script=Han}[^\p{Script=Han}]*){40}/u;
