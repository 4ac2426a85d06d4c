import { WORD } from '#core/text/tokens.ts';
import { shared } from './arrays.ts';
import { hashTerm, termAt } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Every word under the hash of itself and of itself without one letter (Garbe's symmetric deletes). Two words share an entry
 * when one slip of the finger lies between them: a letter too many, too few, wrong or swapped with its neighbour.
 */
export type Misspellings = {
	/** Hashes in rising order. */
	hashes: Uint32Array;
	/** The term (its ordinal in the vocabulary) behind each hash. */
	terms: Uint32Array;
};

export const SHORTEST = 4;
const LONGEST = 24;
const LETTERS = /^\p{L}+$/u;
/** Bounds the table at about 80 MB; above that, words that only one document has go without. */
const MOST_WORDS = 1_000_000;

export function packMisspellings(vocabulary: Vocabulary, kinds: Uint8Array, frequencies: Uint32Array): Misspellings {
	const words = typeableTerms(vocabulary, kinds, frequencies);
	const keys = new Float64Array(words.reduce((sum, number) => sum + lengthOf(vocabulary, number) + 1, 0));
	let at = 0;
	// Hash and word share one number, so that the fast numeric sort orders both.
	words.forEach((number, word) => {
		for (const variant of variants(termAt(vocabulary, number))) keys[at++] = hashTerm(variant) * MOST_WORDS + word;
	});
	const used = keys.subarray(0, at);
	used.sort();
	const packed = { hashes: shared(Uint32Array, at), terms: shared(Uint32Array, at) };
	used.forEach((key, i) => {
		packed.hashes[i] = Math.floor(key / MOST_WORDS);
		packed.terms[i] = words[key % MOST_WORDS]!;
	});
	return packed;
}

function typeableTerms(vocabulary: Vocabulary, kinds: Uint8Array, frequencies: Uint32Array): number[] {
	const words: number[] = [];
	kinds.forEach((kind, number) => {
		if (kind === WORD && isTypeable(termAt(vocabulary, number), kind)) words.push(number);
	});
	if (words.length <= MOST_WORDS / 4) return words;
	return words.filter((number) => frequencies[number]! > 1).slice(0, MOST_WORDS);
}

function lengthOf({ starts }: Vocabulary, number: number): number {
	return starts[number + 1]! - starts[number]!;
}

export function isTypeable(term: string, kind: number): boolean {
	return kind === WORD && term.length >= SHORTEST && term.length <= LONGEST && LETTERS.test(term);
}

/** The word and the word without each of its letters; twins of a doubled letter once. */
export function variants(word: string): string[] {
	const all = [word];
	for (let i = 0; i < word.length; i++) if (word[i] !== word[i - 1]) all.push(word.slice(0, i) + word.slice(i + 1));
	return all;
}

/** Ordinals of the terms that share a variant with the word; the caller checks how near they really are. */
export function nearTerms({ hashes, terms }: Misspellings, word: string): Set<number> {
	const near = new Set<number>();
	for (const variant of variants(word)) {
		const hash = hashTerm(variant);
		for (let i = lowerBound(hashes, hash); hashes[i] === hash; i++) near.add(terms[i]!);
	}
	return near;
}

export function lowerBound(sorted: ArrayLike<number>, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (sorted[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Slips between two words: letters added, left out, replaced or swapped with a neighbour (optimal string alignment distance). */
export function slips(a: string, b: string): number {
	let older: number[] = [];
	let old = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let least = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, older[j - 2]! + 1);
			row.push(least);
		}
		older = old;
		old = row;
	}
	return old[b.length]!;
}
