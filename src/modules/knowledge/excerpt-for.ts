/** Code units an excerpt has at most: about two lines. */
const LENGTH = 200;
/** A sentence that began further back would leave no room for the words that were asked for. */
const LEAD = 80;
const MOST_WORDS = 10;
const MOST_PLACES = 4;
/** Places nearer than this are one. */
const STEP = 12;
/** A section this long has the words in its beginning too. */
const READ = 20_000;

/**
 * A question as excerpts look for it: its words without endings, neighbouring pairs in scripts without spaces. Who types the marks of
 * Latin letters means them; who types none may have a keyboard without.
 */
export type Wanted = { words: string[]; marked: boolean };

/**
 * The words of a question by which excerpts are chosen. Not the search's own terms: a list of results needs a hint where the words
 * stand, ten times a request, and that by plain comparing.
 */
export function wantedWords(question: string): Wanted {
	const words = new Set<string>();
	for (const [run] of lowered(question).matchAll(RUNS)) {
		if (!UNSPACED.test(run)) words.add(run.slice(0, Math.max(4, run.length - ENDING)));
		else for (let i = 0; i + 2 <= run.length; i += run.length > MOST_WORDS ? 2 : 1) words.add(run.slice(i, i + 2));
	}
	// The longer a word, the more it says; articles and the like are the shortest.
	const longest = [...words].filter((word) => word.length > 1).toSorted((a, b) => b.length - a.length);
	return { words: longest.slice(0, MOST_WORDS), marked: MARKED.test(question) };
}

const RUNS = /[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+/gu;
const UNSPACED = /^[\p{Script=Han}\p{Script=Thai}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Letters in which forms of a word differ at its end. */
const ENDING = 2;

/** How much of what is wanted stands in a text: the longer a word, the more it says. */
export function wantedIn(text: string, { words, marked }: Wanted): number {
	const lower = lowered(text);
	const read = marked ? lower : unmarked(lower);
	return words.reduce((sum, word) => (read.includes(word) ? sum + word.length : sum), 0);
}

/** About two lines of a section, from the beginning of the sentence around which most of the wanted words stand. */
export function excerptFor(text: string, wanted: Wanted): string {
	const from = bestStart(text, wanted);
	const part = oneLine(whole(text.slice(from, from + LENGTH * 2)));
	const cut = part.length > LENGTH ? `${whole(part.slice(0, LENGTH)).trimEnd()}…` : part;
	return from > 0 ? `… ${cut}` : cut;
}

const oneLine = (text: string) => (UNEVEN.test(text) ? text.replace(/\s+/g, ' ') : text);
const UNEVEN = /[^\S ]| {2}/;

/** Without half a character at the end. */
const whole = (text: string) => ((text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800 ? text.slice(0, -1) : text);

function bestStart(text: string, wanted: Wanted): number {
	const lower = lowered(text.slice(0, READ));
	const places = placesIn(wanted.marked ? lower : unmarked(lower), wanted.words);
	let best = 0;
	let most = 0;
	let last = -1;
	for (const [i, { at }] of places.entries()) {
		// One that the excerpt before this one shows too begins no better one.
		if (last >= 0 && at < last + STEP) continue;
		last = at;
		const start = startBefore(text, at);
		const weight = weightFrom(places, i, start + LENGTH);
		if (weight <= most) continue;
		best = start;
		most = weight;
	}
	return best;
}

/** Where words stand, in reading order. */
function placesIn(text: string, words: readonly string[]): Place[] {
	const places: Place[] = [];
	for (const [ordinal, word] of words.entries())
		for (let at = text.indexOf(word), left = MOST_PLACES; at >= 0 && left > 0; left--) {
			places.push({ at, word: ordinal, weight: word.length });
			at = text.indexOf(word, at + STEP);
		}
	return places.toSorted((a, b) => a.at - b.at);
}

type Place = { at: number; word: number; weight: number };

/** Each word counts once: three different ones say more than one thrice. `word` is its place among the wanted, one bit each. */
function weightFrom(places: readonly Place[], first: number, end: number): number {
	let seen = 0;
	let sum = 0;
	for (let i = first; i < places.length; i++) {
		const { at, word, weight } = places[i] as Place;
		if (at >= end) break;
		if (!(seen & (1 << word))) sum += weight;
		seen |= 1 << word;
	}
	return sum;
}

/** Where the sentence around a place begins, or where a part of it does that is near enough. */
function startBefore(text: string, at: number): number {
	let pause = -1;
	for (let i = at - 1; i >= 0; i--) {
		const sign = SIGNS[text.charCodeAt(i)];
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
/** What each UTF-16 unit ends. A table, since it is read for dozens of characters around each word that is found. */
const SIGNS = new Uint8Array(1 << 16);
for (const [sign, units] of [[END, '\n。！？'], [STOP, '.!?'], [PAUSE, ' ，、；']] as const)
	for (const unit of units) SIGNS[unit.charCodeAt(0)] = sign; // prettier-ignore

const isSpace = (code: number) => code === 32 || code === 10 || code === 9 || code === 160;

function skipSpace(text: string, from: number): number {
	let at = from;
	while (isSpace(text.charCodeAt(at))) at++;
	return at;
}

/** Lower case, in which every place stays where it is: a few letters, such as İ, would change their length. */
function lowered(text: string): string {
	const lower = text.toLowerCase();
	return lower.length === text.length ? lower : text;
}

/** Without the marks of Latin letters; every place stays where it is. */
const unmarked = (text: string) => (MARKED.test(text) ? text.replace(MARKED_ALL, plain) : text);

const MARKED = /[\u00c0-\u024f\u1e00-\u1eff]/;
const MARKED_ALL = new RegExp(MARKED, 'g');
const plainLetters = new Map([['đ', 'd']]);

function plain(letter: string): string {
	const known = plainLetters.get(letter) ?? letter.normalize('NFD').charAt(0);
	plainLetters.set(letter, known);
	return known;
}
