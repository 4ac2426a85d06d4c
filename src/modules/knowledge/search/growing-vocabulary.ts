import { grown } from './arrays.ts';
import { checkOf, hashOf, type Vocabulary, vocabularyOf } from './vocabulary.ts';

/**
 * A vocabulary that grows. Typed arrays rather than a `Map`: a million terms would weigh on the garbage collector. Nearly all time of a build goes
 * into waiting for memory, so a look-up touches one place of it: two hashes of 32 bits stand for a term (of ten million terms, two would be
 * taken for one in one build of a hundred thousand).
 */
export type GrowingVocabulary = {
	/** UTF-16 units of all terms, one after the other, and where each begins; one more at the end. */
	units: Uint16Array;
	starts: Uint32Array;
	/** Open addressing, four numbers a slot: the two hashes, the number of the term plus 1, or 0, and one to fill the line. */
	slots: Uint32Array;
	size: number;
};

const STRIDE = 4;

export function growingVocabulary(): GrowingVocabulary {
	return {
		units: new Uint16Array(1 << 14),
		starts: new Uint32Array(1 << 12),
		slots: new Uint32Array(STRIDE << 13),
		size: 0,
	};
}

/** The number of the term `text.slice(start, end)`; a new one, equal to the former `size`, where it is new. */
export function numberOf(vocabulary: GrowingVocabulary, text: string, start: number, end: number): number {
	const hash = hashOf(text, start, end);
	const check = checkOf(text, start, end);
	const { slots } = vocabulary;
	const mask = slots.length - 1;
	let slot = (hash * STRIDE) & mask;
	for (; slots[slot + 2]; slot = (slot + STRIDE) & mask)
		if (slots[slot] === hash && slots[slot + 1] === check) return slots[slot + 2]! - 1;
	slots[slot] = hash;
	slots[slot + 1] = check;
	slots[slot + 2] = vocabulary.size + 1;
	return append(vocabulary, text, start, end);
}

function append(vocabulary: GrowingVocabulary, text: string, start: number, end: number): number {
	const number = vocabulary.size++;
	const from = vocabulary.starts[number]!;
	const to = from + end - start;
	if (to > vocabulary.units.length)
		vocabulary.units = grown(vocabulary.units, Math.max(to, vocabulary.units.length * 2));
	if (number + 2 > vocabulary.starts.length) vocabulary.starts = grown(vocabulary.starts, vocabulary.starts.length * 2);
	for (let i = start; i < end; i++) vocabulary.units[from + i - start] = text.charCodeAt(i);
	vocabulary.starts[number + 1] = to;
	if (vocabulary.size * STRIDE * 2 > vocabulary.slots.length) vocabulary.slots = moreSlots(vocabulary.slots);
	return number;
}

function moreSlots(old: Uint32Array): Uint32Array {
	const slots = new Uint32Array(old.length * 2);
	const mask = slots.length - 1;
	for (let from = 0; from < old.length; from += STRIDE) {
		if (!old[from + 2]) continue;
		let to = (old[from]! * STRIDE) & mask;
		while (slots[to + 2]) to = (to + STRIDE) & mask;
		slots.set(old.subarray(from, from + STRIDE), to);
	}
	return slots;
}

/**
 * The vocabulary without its room to grow, in memory that every thread can read. Of the terms that `isSpelled` does not name only the hashes are
 * kept: nobody needs to read a pair of syllables again, and most of them stand in one document only.
 */
export function frozenVocabulary(
	{ units, starts, slots, size }: GrowingVocabulary,
	isSpelled: (number: number) => boolean,
): Vocabulary {
	const hashes = new Uint32Array(size);
	const checks = new Uint32Array(size);
	for (let slot = 0; slot < slots.length; slot += STRIDE) {
		const number = slots[slot + 2]!;
		if (!number) continue;
		hashes[number - 1] = slots[slot]!;
		checks[number - 1] = slots[slot + 1]!;
	}
	const spelled = new Uint16Array(units.length);
	const places = new Uint32Array(size + 1);
	let at = 0;
	for (let number = 0; number < size; number++) {
		if (isSpelled(number)) {
			spelled.set(units.subarray(starts[number]!, starts[number + 1]!), at);
			at += starts[number + 1]! - starts[number]!;
		}
		places[number + 1] = at;
	}
	return vocabularyOf({ units: spelled.subarray(0, at), starts: places, hashes, checks });
}
