import { foldMarks, normalize } from '#core/text/fold.ts';
import { CODE, eachToken, FOLDED, GRAM, PAIR, PART, WORD, type Kind } from '#core/text/tokens.ts';

/** A sparse vector: feature hashes in rising order and the value of each. */
export type Vector = { ids: Uint32Array; values: Float32Array };

/**
 * The features of a question by group: its search terms, ordered pairs of terms at most three words apart (what tells "card has not
 * arrived" from "not my card"), and pieces of words (what survives a slip or an ending). Each is a 32-bit hash. A brief reading stops at the
 * terms, which are a quarter of all and tell nearly as much.
 */
export function featureGroups(text: string, lang: string, brief = false): number[][] {
	const terms: number[] = [];
	const words: string[] = [];
	const folded: string[] = [];
	eachToken(text, lang, (term, kind) => {
		if (kind === PART || kind === PAIR) return;
		terms.push(hash(TERM, term));
		if (kind === FOLDED) folded.push(term);
		if (isWord(kind)) words.push(term);
	});
	if (brief) return [terms];
	// People leave Vietnamese marks out, so the order of words is learnt without them.
	return [terms, pairs(folded.length ? folded : words), pieces(text)];
}

const isWord = (kind: Kind): boolean => kind === WORD || kind === GRAM || kind === CODE;

const TERM = 1;
const ORDERED_PAIR = 2;
const PIECE = 3;
const REACH = 3;

function pairs(words: string[]): number[] {
	const found: number[] = [];
	for (let i = 0; i < words.length; i++) {
		const end = Math.min(words.length - 1, i + REACH);
		for (let j = i + 1; j <= end; j++) found.push(hash(ORDERED_PAIR, `${words[i]} ${words[j]}`));
	}
	return found;
}

const RUN = /[\p{L}\p{N}\p{M}]+/gu;
const APOSTROPHES = /['’]/g;
const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const IDEOGRAPHIC = /\p{Script=Han}/u;

/** Four letters of a word with its edges, three ideographs, four units of Thai: each about one and a half syllables or more. */
function pieces(text: string): number[] {
	const found: number[] = [];
	for (const [run] of normalize(text).replace(APOSTROPHES, '').matchAll(RUN)) {
		const whole = UNSPACED.test(run) ? run : `<${foldMarks(run)}>`;
		const size = IDEOGRAPHIC.test(run) ? 3 : 4;
		for (let at = 0; at + size <= whole.length; at++) found.push(hash(PIECE, whole.slice(at, at + size)));
	}
	return found;
}

/** FNV-1a with a final mix, so that the high bits can be used alone. */
function hash(seed: number, text: string): number {
	let h = (0x811c9dc5 ^ seed) >>> 0;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
	return (h ^ (h >>> 12)) >>> 0;
}

/** How rare features are among the questions the classifier was made of: document counts in a hashed table. */
export type Rarity = { counts: Uint16Array; bits: number; questions: number };

/** `size` is the number of questions to come; the table grows with it, from 64 kB to 2 MB. */
export function emptyRarity(size: number): Rarity {
	const bits = Math.min(20, Math.max(15, Math.ceil(Math.log2(size * 24 + 1))));
	return { counts: new Uint16Array(2 ** bits), bits, questions: 0 };
}

export function countFeatures(rarity: Rarity, groups: number[][]): void {
	rarity.questions++;
	for (const feature of new Set(groups.flat())) {
		const slot = feature >>> (32 - rarity.bits);
		if (rarity.counts[slot]! < 65_535) rarity.counts[slot]!++;
	}
}

/** Of a vector, however many groups were read. */
export const SQUARED_LENGTH = 3;

/**
 * The features weighted by the square root of their inverse document frequency and brought to the same length within each group. The
 * root, because in short questions "how", "when" and "why" tell topics apart nearly as well as rare words do.
 */
export function vectorOf(groups: number[][], rarity: Rarity): Vector {
	const length = Math.sqrt(SQUARED_LENGTH / groups.length);
	const found = { ids: [], weights: [] };
	for (const group of groups) addGroup(found, group, rarity, length);
	return inOrder(found);
}

type Found = { ids: number[]; weights: number[] };

function addGroup({ ids, weights }: Found, group: number[], rarity: Rarity, wanted: number): void {
	const sorted = Uint32Array.from(group).toSorted();
	const first = ids.length;
	let squares = 0;
	for (let i = 0, next = 0; i < sorted.length; i = next) {
		while (sorted[next] === sorted[i]) next++;
		const weight = (1 + Math.log(next - i)) * rootIdf(sorted[i]!, rarity);
		ids.push(sorted[i]!);
		weights.push(weight);
		squares += weight * weight;
	}
	const scale = wanted / Math.sqrt(squares);
	for (let i = first; i < weights.length; i++) weights[i]! *= scale;
}

const PLACES = 2 ** 20;

/** Sorted by id. Each number holds an id and its place: numbers alone are sorted several times faster than by a comparison. */
function inOrder({ ids, weights }: Found): Vector {
	const keys = Float64Array.from(ids, (id, place) => id * PLACES + place).toSorted();
	const vector = { ids: new Uint32Array(keys.length), values: new Float32Array(keys.length) };
	for (let i = 0; i < keys.length; i++) {
		vector.ids[i] = Math.floor(keys[i]! / PLACES);
		vector.values[i] = weights[keys[i]! % PLACES]!;
	}
	return vector;
}

function rootIdf(feature: number, { counts, bits, questions }: Rarity): number {
	return Math.sqrt(Math.log(1 + (questions + 1) / (counts[feature >>> (32 - bits)]! + 0.5)));
}
