/** Code units an excerpt has at most: about two lines. */
const LENGTH = 200;
/** A sentence that began further back would leave no room for the words that were asked for. */
const LEAD = 80;
const MOST_WORDS = 24;
const MOST_PLACES = 24;
/** A section this long has the words in its beginning too. */
const READ = 20_000;

/** A question as excerpts look for it: its words without marks and endings, neighbouring pairs in scripts without spaces. */
export type Wanted = { word: string; weight: number }[];

/**
 * The words of a question by which excerpts are chosen. Not the search's own terms: a list of results needs a hint where the words
 * stand, ten times a request, and that by plain comparing.
 */
export function wantedWords(question: string): Wanted {
	const words = new Set<string>();
	for (const [run] of flat(question).matchAll(RUNS)) {
		if (UNSPACED.test(run)) for (let i = 0; i + 2 <= run.length; i++) words.add(run.slice(i, i + 2));
		else if (run.length > 2) words.add(run.slice(0, Math.max(4, run.length - ENDING)));
	}
	return [...words].slice(0, MOST_WORDS).map((word) => ({ word, weight: word.length }));
}

const RUNS = /[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+/gu;
const UNSPACED = /^[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Letters in which forms of a word differ at its end. */
const ENDING = 2;

/** About two lines of a section, from the beginning of the sentence around which most of the wanted words stand. */
export function excerptFor(text: string, wanted: Wanted): string {
	const from = bestStart(text, wanted);
	const part = whole(text.slice(from, from + LENGTH * 2)).replace(/\s+/g, ' ');
	const cut = part.length > LENGTH ? `${whole(part.slice(0, LENGTH)).trimEnd()}…` : part;
	return from > 0 ? `… ${cut}` : cut;
}

/** Without half a character at the end. */
const whole = (text: string) => (HALF.test(text) ? text.slice(0, -1) : text);
const HALF = /[\ud800-\udbff]$/;

function bestStart(text: string, wanted: Wanted): number {
	const searched = flat(text.slice(0, READ));
	const places = wanted.flatMap(({ word, weight }) => placesOf(searched, word).map((at) => ({ at, word, weight })));
	places.sort((a, b) => a.at - b.at);
	let best = { start: 0, weight: 0 };
	let last = -1;
	for (const [i, { at }] of places.entries()) {
		const start = startBefore(text, at);
		if (start === last) continue;
		last = start;
		const weight = weightFrom(places, i, start + LENGTH);
		if (weight > best.weight) best = { start, weight };
	}
	return best.start;
}

function placesOf(text: string, word: string): number[] {
	const places: number[] = [];
	for (let at = text.indexOf(word); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(word, at + word.length))
		places.push(at);
	return places;
}

/** Each word counts once: three different ones say more than one thrice. */
function weightFrom(places: { at: number; word: string; weight: number }[], first: number, end: number): number {
	const seen = new Set<string>();
	let sum = 0;
	for (let i = first; i < places.length; i++) {
		const { at, word, weight } = places[i] as (typeof places)[number];
		if (at >= end) break;
		if (!seen.has(word)) sum += weight;
		seen.add(word);
	}
	return sum;
}

/** Where the sentence around a place begins, or where a part of it does that is near enough. */
function startBefore(text: string, at: number): number {
	let pause = -1;
	for (let i = at - 1; i >= 0; i--) {
		const sign = SIGNS.get(text.charCodeAt(i));
		if (sign === END || (sign === STOP && isSpace(text.charCodeAt(i + 1)))) return skipSpace(text, i + 1);
		if (at - i > LEAD) return pause >= 0 ? pause : at;
		if (sign === PAUSE) pause = i + 1;
	}
	return 0;
}

const END = 1;
/** Ends a sentence only before a space: there are numbers and addresses. */
const STOP = 2;
const PAUSE = 3;
const SIGNS = new Map(
	[...'\n。！？', ...'.!?', ...' ，、；'].map((sign, i) => [sign.charCodeAt(0), i < 4 ? END : i < 7 ? STOP : PAUSE]),
);

const isSpace = (code: number) => code === 32 || code === 10 || code === 9 || code === 160;

function skipSpace(text: string, from: number): number {
	let at = from;
	while (isSpace(text.charCodeAt(at))) at++;
	return at;
}

/** Lower case and without the marks of Latin letters; every place stays where it is. */
function flat(text: string): string {
	const lower = text.toLowerCase();
	// A few letters, such as İ, change their length: then case stays as it is.
	return (lower.length === text.length ? lower : text).replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, unmarked);
}

const unmarkedLetters = new Map([['đ', 'd']]);

function unmarked(letter: string): string {
	const known = unmarkedLetters.get(letter);
	if (known !== undefined) return known;
	const plain = letter.normalize('NFD').charAt(0);
	unmarkedLetters.set(letter, plain);
	return plain;
}
