import { shared, sharedCopy } from './arrays.ts';

/** The terms of one language, numbered in the order in which they were first seen, with a hash table beside them. */
export type Vocabulary = {
	/** UTF-16 units of the terms that are spelled out, one after the other. */
	units: Uint16Array;
	/** Where each term begins in `units`; one more at the end. A term that is not spelled out takes none. */
	starts: Uint32Array;
	/** A second hash of each term: 64 bits tell them apart. */
	checks: Uint32Array;
	/**
	 * Open addressing by hash, two numbers a slot: the hash, and the number of the term plus 1, or 0. The hash is compared
	 * first, so that a look-up touches little memory.
	 */
	slots: Uint32Array;
};

type Terms = { units: Uint16Array; starts: Uint32Array; hashes: Uint32Array; checks: Uint32Array };

/** The vocabulary of these terms, in memory that every thread can read. */
export function vocabularyOf({ units, starts, hashes, checks }: Terms): Vocabulary {
	const slots = shared(Uint32Array, 2 * Math.ceil(hashes.length * ROOM + 1));
	hashes.forEach((hash, number) => {
		let slot = firstSlot(hash, slots.length);
		while (slots[slot + 1]) slot = nextSlot(slot, slots.length);
		slots[slot] = hash;
		slots[slot + 1] = number + 1;
	});
	return { units: sharedCopy(units), starts: sharedCopy(starts), checks: sharedCopy(checks), slots };
}

/** So many slots for each term. */
const ROOM = 1.4;

/** By the high bits of the hash (spread by Knuth's multiplication), so that there may be any number of slots. */
const firstSlot = (hash: number, length: number): number =>
	Math.floor(((Math.imul(hash, 0x9e3779b1) >>> 0) / 0x100000000) * (length / 2)) * 2;
const nextSlot = (slot: number, length: number): number => (slot + 2 < length ? slot + 2 : 0);

/** The number of a term, -1 if no document has it. */
export function findTerm({ slots, checks }: Vocabulary, term: string): number {
	const hash = hashTerm(term);
	for (let slot = firstSlot(hash, slots.length); slots[slot + 1]; slot = nextSlot(slot, slots.length)) {
		if (slots[slot] !== hash) continue;
		const number = slots[slot + 1]! - 1;
		if (checks[number] === checkOf(term, 0, term.length)) return number;
	}
	return -1;
}

/** A term that is spelled out; else nothing. */
export function termAt({ units, starts }: Vocabulary, number: number): string {
	return String.fromCharCode(...units.subarray(starts[number]!, starts[number + 1]!));
}

/** The places [from, to) in `order`, term numbers in the order of their spelling, of the terms that begin with a prefix. */
export function prefixRange(vocabulary: Vocabulary, order: Uint32Array, prefix: string): [from: number, to: number] {
	return [lowerBound(vocabulary, order, prefix), lowerBound(vocabulary, order, `${prefix}\uffff`)];
}

function lowerBound(vocabulary: Vocabulary, order: Uint32Array, term: string): number {
	let low = 0;
	let high = order.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (termAt(vocabulary, order[middle]!) < term) low = middle + 1;
		else high = middle;
	}
	return low;
}

export function hashTerm(term: string): number {
	return hashOf(term, 0, term.length);
}

/** 32-bit FNV-1a over UTF-16 units, mixed once more: its high bits hardly reach the low ones. */
export function hashOf(text: string, start: number, end: number): number {
	let hash = 0x811c9dc5;
	for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash ^ (hash >>> 15)) >>> 0;
}

/** A hash that has nothing to do with the first: multiply and rotate (after MurmurHash3's mixing). */
export function checkOf(text: string, start: number, end: number): number {
	let hash = 0x9747b28c ^ (end - start);
	for (let i = start; i < end; i++) {
		hash = Math.imul(hash ^ text.charCodeAt(i), 0xcc9e2d51);
		hash = (hash << 15) | (hash >>> 17);
	}
	return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
}
