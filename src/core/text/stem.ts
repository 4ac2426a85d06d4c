import snowball from 'snowball-stemmers';
import { foldMarks } from './fold.ts';

const ALGORITHMS: Record<string, string> = {
	ca: 'catalan', cs: 'czech', da: 'danish', de: 'german', en: 'english', es: 'spanish', eu: 'basque', fi: 'finnish', fr: 'french',
	ga: 'irish', hu: 'hungarian', it: 'italian', nb: 'norwegian', nl: 'dutch', nn: 'norwegian', no: 'norwegian', pt: 'portuguese',
	ro: 'romanian', ru: 'russian', sl: 'slovene', sv: 'swedish', tr: 'turkish', hy: 'armenian', ar: 'arabic', ta: 'tamil',
}; // prettier-ignore

/** English words stand in Chinese, Thai and Japanese texts, and a text of unknown language is most often English. */
const ENGLISH_TOO = new Set(['zh', 'th', 'ja', 'ko', 'lo', 'km', 'my', 'und']);

/** The stemmer that reads a language, empty for none: languages with the same one find the same terms in a text. */
export function stemming(base: string): string {
	return ENGLISH_TOO.has(base) ? 'english' : (ALGORITHMS[base] ?? '');
}

const CACHE_SIZE = 50_000;
const stemmers = new Map<string, (word: string) => string>();

/** A function that takes a normalised word to its stem without marks; the identity on stems where the language has no stemmer. */
export function stemmerFor(base: string): (word: string) => string {
	const known = stemmers.get(base);
	if (known) return known;
	const algorithm = stemming(base);
	const made = algorithm ? cached(snowball.newStemmer(algorithm)) : foldMarks;
	stemmers.set(base, made);
	return made;
}

function cached(stemmer: { stem(word: string): string }): (word: string) => string {
	let stems = new Map<string, string>();
	return (word) => {
		const known = stems.get(word);
		if (known !== undefined) return known;
		// Snowball slows down on words of thousands of letters, and no such word is a word.
		const stem = word.length > 40 ? word : foldMarks(stemmer.stem(word)) || word;
		if (stems.size >= CACHE_SIZE) stems = new Map();
		stems.set(word, stem);
		return stem;
	};
}
