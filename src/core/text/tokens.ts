import { foldMarks, normalize, placeTone } from './fold.ts';
import { baseLang } from './languages.ts';
import { astralClass, DIGIT, IDEOGRAPH, LETTER, MARK, SEPARATOR, THAI, UNIT_CLASS } from './scripts.ts';
import { stemmerFor } from './stem.ts';

/** Where a term comes from; the index weighs each kind. */
export const WORD = 0;
/** Two neighbouring characters of a script without spaces. */
export const GRAM = 1;
/** One character of such a script. */
export const SINGLE = 2;
/** A code without its separators: `E-47` → `e47`. */
export const CODE = 3;
/** A piece of a code: `10bar` → `10` and `bar`. */
export const PART = 4;
/** A Vietnamese word without its marks, prefixed by `~`. */
export const FOLDED = 5;
/** Two neighbouring Vietnamese syllables without marks, `~bao_hanh`: most Vietnamese words are such pairs. */
export const PAIR = 6;
/** A dictionary word of a Thai run, of three characters or more: an extra to the pairs, which miss no word but are vague. */
export const DICTIONARY = 7;
export const KINDS = 8;

export type Kind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type Token = {
	term: string;
	kind: Kind;
	/** The ordinal of the word (or of the character, in scripts without spaces) that the term was read from. */
	position: number;
};

type Visit = (term: string, kind: Kind, position: number) => void;

/** The term is `text.slice(start, end)`; passing the place rather than the slice spares the index build a string a term. */
type VisitSpan = (text: string, start: number, end: number, kind: Kind, position: number) => void;

/**
 * The search terms of a text in order. The same function reads articles, questions and messages, so a term means the same
 * everywhere. Script is detected per run: words are stemmed by `lang`, runs without spaces become overlapping pairs.
 * Any string is accepted; the work is linear in its length.
 */
export function tokens(text: string, options: { lang: string }): Token[] {
	const found: Token[] = [];
	eachToken(text, options.lang, (term, kind, position) => found.push({ term, kind, position }));
	return found;
}

/** `tokens` without the array. */
export function eachToken(text: string, lang: string, visit: Visit): void {
	eachSpan(text, lang, (source, start, end, kind, position) => visit(source.slice(start, end), kind, position));
}

/** `eachToken` but for dictionary words, whose look-up takes longer than all else. */
export function eachTokenButDictionary(text: string, lang: string, visit: Visit): void {
	readRuns(text, lang, (source, start, end, kind, position) => visit(source.slice(start, end), kind, position));
}

/** `tokens` without the array and the strings, for the index build. */
export function eachSpan(text: string, lang: string, visit: VisitSpan): void {
	const reader = readRuns(text, lang, visit);
	if (reader.thai) readDictionaryWords(reader);
}

function readRuns(text: string, lang: string, visit: VisitSpan): Reader {
	const input = normalize(text);
	const reader: Reader = { input, at: 0, position: 0, visit, thai: false, ...wordsOf(baseLang(lang), visit) };
	while (reader.at < input.length) {
		const kind = classAt(input, reader.at);
		if (kind === SEPARATOR || kind === MARK) skip(reader);
		else if (kind === IDEOGRAPH) readIdeographs(reader);
		else if (kind === THAI) readThai(reader);
		else readWord(reader);
	}
	return reader;
}

type WordEnd = (word: string, position: number) => void;
type Reader = {
	input: string;
	at: number;
	position: number;
	visit: VisitSpan;
	thai: boolean;
	word: WordEnd;
	breakPair: () => void;
};

function wordsOf(base: string, visit: VisitSpan): { word: WordEnd; breakPair: () => void } {
	if (base === 'vi') return vietnameseWords(visit);
	const stem = stemmerFor(base);
	const word: WordEnd = (raw, position) => {
		const term = stem(raw);
		visit(term, 0, term.length, WORD, position);
	};
	return { word, breakPair: () => undefined };
}

function vietnameseWords(visit: VisitSpan): { word: WordEnd; breakPair: () => void } {
	let before = '';
	const word: WordEnd = (raw, position) => {
		const { exact, folded } = syllable(raw);
		visit(exact, 0, exact.length, WORD, position);
		visit(folded, 0, folded.length, FOLDED, position);
		if (before) {
			const pair = `${before}_${folded.slice(1)}`;
			visit(pair, 0, pair.length, PAIR, position);
		}
		before = folded;
	};
	return { word, breakPair: () => (before = '') };
}

type Syllable = { exact: string; folded: string };
const CACHED_SYLLABLES = 20_000;
let syllables = new Map<string, Syllable>();

function syllable(raw: string): Syllable {
	const known = syllables.get(raw);
	if (known) return known;
	const exact = placeTone(raw);
	const made = { exact, folded: `~${foldMarks(exact)}` };
	if (syllables.size >= CACHED_SYLLABLES) syllables = new Map();
	syllables.set(raw, made);
	return made;
}

function classAt(input: string, at: number): number {
	const unit = input.charCodeAt(at);
	if (unit < 0xd800 || unit > 0xdfff) return UNIT_CLASS[unit]!;
	return astralClass(input.codePointAt(at)!);
}

const width = (input: string, at: number): number => ((input.charCodeAt(at) & 0xfc00) === 0xd800 ? 2 : 1);

const PAIR_BREAKS = /[.,;:!?()\n]/;

function skip(reader: Reader): void {
	const { input, at } = reader;
	if (PAIR_BREAKS.test(input[at]!)) reader.breakPair();
	reader.at += width(input, at);
}

function readIdeographs(reader: Reader): void {
	const { input, visit } = reader;
	let before = -1;
	while (reader.at < input.length && classAt(input, reader.at) === IDEOGRAPH) {
		const start = reader.at;
		reader.at += width(input, start);
		visit(input, start, reader.at, SINGLE, reader.position);
		if (before >= 0) visit(input, before, reader.at, GRAM, reader.position);
		before = start;
		reader.position++;
	}
}

/** A consonant keeps the vowel and tone marks above and below it: pairs of such clusters tell words apart better than pairs of marks. */
function readThai(reader: Reader): void {
	const { input, visit } = reader;
	const begin = reader.at;
	let before = -1;
	let count = 0;
	while (reader.at < input.length && classAt(input, reader.at) === THAI) {
		const start = reader.at++;
		while (reader.at < input.length && classAt(input, reader.at) === MARK) reader.at++;
		if (before >= 0) visit(input, before, reader.at, GRAM, reader.position);
		before = start;
		count++;
		reader.position++;
	}
	if (count === 1) visit(input, begin, reader.at, SINGLE, reader.position - 1);
	else reader.thai = true;
}

const dictionary = new Intl.Segmenter('th', { granularity: 'word' });

/** Shorter words are pairs already. One call for the whole text: the segmenter is slow to start, not to run. */
const SHORTEST_WORD = 3;

function readDictionaryWords({ input, visit }: Reader): void {
	let position = 0;
	for (const { segment, index, isWordLike } of dictionary.segment(input)) {
		if (!isWordLike || classAt(input, index) !== THAI || clusters(segment) < SHORTEST_WORD) continue;
		visit(input, index, index + segment.length, DICTIONARY, position++);
	}
}

function clusters(word: string): number {
	let count = 0;
	for (let at = 0; at < word.length; at++) if (classAt(word, at) !== MARK) count++;
	return count;
}

/** Characters that hold the parts of a code or a compound together: `E-47`, `1.5`, `wi-fi`, `don't`. */
const CONNECTORS = new Set("-._/'’+&,:");

function readWord(reader: Reader): void {
	const { input } = reader;
	const end = plainWordEnd(input, reader.at);
	if (end) {
		const word = input.slice(reader.at, end);
		reader.at = end;
		return emitPart(reader, word);
	}
	const parts: string[] = [];
	const connectors: string[] = [];
	for (;;) {
		readParts(reader, parts, connectors);
		const connector = input[reader.at];
		if (!connector || !CONNECTORS.has(connector)) break;
		const next = reader.at + 1 < input.length ? classAt(input, reader.at + 1) : SEPARATOR;
		if (next !== LETTER && next !== DIGIT) break;
		connectors.push(connector);
		reader.at++;
	}
	emitWord(reader, parts, connectors);
}

/** The end of a run of letters that nothing joins to a next part, as nearly all words are; 0 where it is something else. */
function plainWordEnd(input: string, from: number): number {
	let at = from;
	let unit = input.charCodeAt(at);
	while (at < input.length && (UNIT_CLASS[unit] === LETTER || UNIT_CLASS[unit] === MARK)) unit = input.charCodeAt(++at);
	if (at === input.length) return at;
	if (UNIT_CLASS[unit] === DIGIT || (unit & 0xf800) === 0xd800) return 0;
	return CONNECTORS.has(input[at]!) ? 0 : at;
}

/** One run of letters and digits, cut where the one turns into the other. */
function readParts(reader: Reader, parts: string[], connectors: string[]): void {
	const { input } = reader;
	let start = reader.at;
	let kind = classAt(input, start);
	while (reader.at < input.length) {
		const here = classAt(input, reader.at);
		if (here !== MARK && here !== LETTER && here !== DIGIT) break;
		if (here !== MARK && here !== kind) {
			parts.push(input.slice(start, reader.at));
			connectors.push('');
			start = reader.at;
			kind = here;
		}
		reader.at += width(input, reader.at);
	}
	parts.push(input.slice(start, reader.at));
}

const MAX_TERM = 64;
const MAX_PARTS = 8;
const APOSTROPHE = /^['’]$/;

function emitWord(reader: Reader, parts: string[], connectors: string[]): void {
	if (parts.length === 1) return emitPart(reader, parts[0]!);
	const clitic = parts.length === 2 && APOSTROPHE.test(connectors[0]!);
	if (clitic) return emitPart(reader, parts[1]!.length > 2 ? parts.join('') : parts[0]!);
	const hasDigit = parts.some((part) => classAt(part, 0) === DIGIT);
	const isCode = parts.length <= MAX_PARTS && (hasDigit || connectors.every((connector) => connector === '-'));
	const whole = isCode ? joined(parts, connectors) : '';
	if (isCode && whole.length <= MAX_TERM) reader.visit(whole, 0, whole.length, CODE, reader.position);
	for (const part of parts) {
		if (hasDigit && classAt(part, 0) !== DIGIT && part.length < 2) continue;
		emitPart(reader, part);
	}
}

/** Separators go, save between digits, where `1.5` is not `15`. */
function joined(parts: string[], connectors: string[]): string {
	return parts.reduce((whole, part, i) => {
		const connector = connectors[i - 1] ?? '';
		const betweenDigits = classAt(whole, whole.length - 1) === DIGIT && classAt(part, 0) === DIGIT;
		return whole + (betweenDigits ? connector : '') + part;
	});
}

function emitPart(reader: Reader, part: string): void {
	reader.word(part.slice(0, MAX_TERM), reader.position++);
}
