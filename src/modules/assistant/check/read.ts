import { placeTone } from '#core/text/fold.ts';
import { baseLang } from '#core/text/languages.ts';
import { stemmerFor } from '#core/text/stem.ts';
import { type Figure, figuresIn, ratesIn, unitAt } from './figures.ts';
import { codesIn, type Name, namesIn } from './names.ts';
import { fold, type Marker, phrases, scannerFor } from './scan.ts';
import type { Lexicon } from './types.ts';

export type Word = { term: string; start: number };

/** What a text says, as far as the check compares it. Places are those of `text`. */
export type Reading = {
	text: string;
	/** The text before case and codes were folded away. */
	plain: string;
	/** Names with digits in them. */
	codes: Name[];
	names: Name[];
	figures: Figure[];
	rates: string[];
	markers: Marker[];
	/** Words with content of their own, in order. */
	words: Word[];
	/** Where its clauses begin, the first at 0. */
	clauses: number[];
};

const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0, 0x1040, 0x17e0];
const OTHER_DIGITS =
	/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u17e0-\u17e9]/g;
const CLAUSE =
	/(?<![\d\u0e00-\u0e4e])[.](?=\s|$)|(?<!\d)[,;:，；、。|!?](?=\s|$|[^\d\s])|[,;:，；、。|](?!\d)|\s[-–—]\s/g;

const READ = 1_000;
let readings = new Map<string, Reading>();

/** The same few passages are read for each sentence of an answer: the last readings are kept. */
export function read(written: string, lang: string, lexicon: Lexicon): Reading {
	const key = `${lang} ${written}`;
	const known = readings.get(key) ?? readAnew(written, lang, lexicon);
	if (readings.size >= READ) readings = new Map();
	readings.set(key, known);
	return known;
}

function readAnew(written: string, lang: string, lexicon: Lexicon): Reading {
	const plain = written
		.normalize('NFKC')
		.replace(/\u0e4d\u0e32/g, '\u0e33')
		.replace(OTHER_DIGITS, digit)
		.replace(/[’‘]/g, "'");
	const lower = fold(plain);
	const codes = codesIn(plain, (at) => unitAt(lower, at, lexicon) !== undefined);
	const text = fold(masked(plain, codes));
	const figures = figuresIn(text, lang, lexicon);
	const markers = scannerFor(lexicon)(text);
	return {
		text,
		plain,
		codes,
		names: namesIn(masked(plain, codes), lang, lexicon.spaced),
		figures,
		rates: ratesIn(text, lexicon),
		markers,
		words: wordsIn(text, lang, lexicon, [...figures, ...markers.filter(isGrammar)]),
		clauses: clausesIn(text, lexicon, figures),
	};
}

const CLAUSE_SPACE = /(?<=[\u0e00-\u0e4e)\da-z.]) (?=[\u0e01-\u0e3a\u0e40-\u0e4e])|(?<=%) (?=\S)/g;

function clausesIn(text: string, { spaced, continues }: Lexicon, figures: Figure[]): number[] {
	const marks = [...text.matchAll(CLAUSE), ...(!spaced && continues ? text.matchAll(CLAUSE_SPACE) : [])];
	const begins = marks.map((mark) => mark.index + mark[0].length).toSorted((a, b) => a - b);
	// The space between a number and its unit, and the dot behind the unit, end nothing.
	return [0, ...begins.filter((at) => !figures.some(({ start, end }) => at > start && at <= end))];
}

/** The clause in which a place stands, as its bounds. */
export function clauseAt({ clauses, text }: Reading, at: number): { start: number; end: number } {
	const after = clauses.findIndex((begin) => begin > at);
	const end = after < 0 ? text.length : (clauses[after] ?? text.length);
	return { start: (after < 0 ? clauses.at(-1) : clauses[after - 1]) ?? 0, end };
}

function digit(char: string): string {
	const code = char.charCodeAt(0);
	return String(code - (ZEROS.find((zero) => code >= zero && code < zero + 10) ?? code));
}

/** Codes go, and their places stay: `KA 11` holds no number eleven. */
function masked(text: string, codes: Name[]): string {
	return codes.reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text);
}

const segmenters = new Map<string, Intl.Segmenter>();
const smallWords = new WeakMap<Lexicon, ReadonlySet<string>>();

/** What has a rule of its own is not counted as a word once more. */
const isGrammar = ({ kind }: Marker) => !/^(?:critical|promise|calendar):/.test(kind);

type Span = { start: number; end: number };

function wordsIn(text: string, lang: string, lexicon: Lexicon, taken: Span[]): Word[] {
	const base = baseLang(lang);
	const stem = base === 'vi' ? placeTone : lexicon.spaced ? stemmerFor(base) : (word: string) => word;
	const small = smallIn(lexicon, stem);
	const counted = (at: number) => taken.some(({ start, end }) => at >= start && at < end);
	return [...segmenterFor(base).segment(text)].flatMap(({ segment, index, isWordLike }) => {
		if (!isWordLike || /\d/.test(segment) || counted(index)) return [];
		const term = lexicon.spaced ? stem(segment) : bare(segment, small);
		return term === '' || small.has(term) || small.has(segment) ? [] : [{ term, start: index }];
	});
}

/** The dictionary joins small words to others: 先让, 也退. */
function bare(word: string, small: ReadonlySet<string>): string {
	const from = word.length > 1 && small.has(word[0] ?? '') ? 1 : 0;
	const until = word.length - from > 1 && small.has(word.at(-1) ?? '') ? word.length - 1 : word.length;
	return word.slice(from, until);
}

function smallIn(lexicon: Lexicon, stem: (word: string) => string): ReadonlySet<string> {
	const known = smallWords.get(lexicon);
	if (known) return known;
	const made = new Set(phrases(lexicon.small).flatMap((word) => [word, stem(word)]));
	smallWords.set(lexicon, made);
	return made;
}

function segmenterFor(base: string): Intl.Segmenter {
	const known = segmenters.get(base);
	if (known) return known;
	const made = new Intl.Segmenter(base, { granularity: 'word' });
	segmenters.set(base, made);
	return made;
}
