/** The terms of one language, numbered in the order in which they were first seen, with a hash table beside them. */
export type Vocabulary = {
	/** UTF-16 units of all terms, one after the other. */
	units: Uint16Array;
	/** Where each term begins in `units`; one more at the end. */
	starts: Uint32Array;
	/**
	 * Open addressing by hash, two numbers a slot: the hash, and the number of the term plus 1, or 0. The hash is compared
	 * first, so that a look-up touches little memory. The number of slots is a power of two.
	 */
	slots: Uint32Array;
};

/** A vocabulary that grows. Typed arrays rather than a `Map`: a million terms would weigh on the garbage collector. */
export type GrowingVocabulary = Vocabulary & { size: number };

export function growingVocabulary(): GrowingVocabulary {
	return {
		units: new Uint16Array(1 << 14),
		starts: new Uint32Array(1 << 12),
		slots: new Uint32Array(1 << 14),
		size: 0,
	};
}

/** The number of the term `text.slice(start, end)`; a new one, equal to the former `size`, where it is new. */
export function numberOf(vocabulary: GrowingVocabulary, text: string, start: number, end: number): number {
	const hash = hashOf(text, start, end);
	const slot = slotOf(vocabulary, hash, text, start, end);
	const known = vocabulary.slots[slot + 1]!;
	if (known) return known - 1;
	vocabulary.slots[slot] = hash;
	vocabulary.slots[slot + 1] = vocabulary.size + 1;
	return append(vocabulary, text, start, end);
}

/** The slot that holds the term, or the empty one where it belongs. */
function slotOf({ slots, starts, units }: Vocabulary, hash: number, text: string, start: number, end: number): number {
	const mask = slots.length - 1;
	let slot = (hash << 1) & mask;
	for (; slots[slot + 1]; slot = (slot + 2) & mask) {
		if (slots[slot] !== hash) continue;
		const number = slots[slot + 1]! - 1;
		const from = starts[number]!;
		if (starts[number + 1]! - from === end - start && sameUnits(units, from, text, start, end)) break;
	}
	return slot;
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
	if (vocabulary.size * 3 > vocabulary.slots.length) vocabulary.slots = moreSlots(vocabulary.slots);
	return number;
}

function moreSlots(old: Uint32Array): Uint32Array {
	const slots = roomy(Uint32Array, old.length * 2);
	const mask = slots.length - 1;
	for (let from = 0; from < old.length; from += 2) {
		if (!old[from + 1]) continue;
		let to = (old[from]! << 1) & mask;
		while (slots[to + 1]) to = (to + 2) & mask;
		slots[to] = old[from]!;
		slots[to + 1] = old[from + 1]!;
	}
	return slots;
}

/**
 * An array for a build. A resizable buffer has pages of its own, which go back to the system with it; ordinary ones of this size
 * are cut from a heap that the C library keeps, and a build would leave its process twice as large.
 */
export function roomy<T>(type: new (buffer: ArrayBuffer, offset: number, length: number) => T, length: number): T {
	const bytes = length * (type as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
	return new type(new ArrayBuffer(bytes, { maxByteLength: bytes }), 0, length);
}

export function grown<T extends Uint8Array | Uint16Array | Uint32Array>(array: T, length: number): T {
	const bigger = roomy(array.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => T, length);
	bigger.set(array);
	return bigger;
}

/** The vocabulary without its room to grow, in memory that every thread can read. */
export function sharedVocabulary({ units, starts, slots, size }: GrowingVocabulary): Vocabulary {
	return {
		units: sharedCopy(units.subarray(0, starts[size])),
		starts: sharedCopy(starts.subarray(0, size + 1)),
		slots: sharedCopy(slots),
	};
}

/** A typed array that every thread can read. */
export function shared<T>(type: new (buffer: SharedArrayBuffer) => T, length: number): T {
	const bytes = (type as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
	return new type(new SharedArrayBuffer(length * bytes));
}

export function sharedCopy<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(array: T): T {
	const copy = shared(array.constructor as new (buffer: SharedArrayBuffer) => T, array.length);
	copy.set(array);
	return copy;
}

/** The number of a term, -1 if no document has it. */
export function findTerm(vocabulary: Vocabulary, term: string): number {
	const slot = slotOf(vocabulary, hashTerm(term), term, 0, term.length);
	return vocabulary.slots[slot + 1]! - 1;
}

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

/** 32-bit FNV-1a over UTF-16 units, mixed once more because its low bits pick the slot. */
function hashOf(text: string, start: number, end: number): number {
	let hash = 0x811c9dc5;
	for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash ^ (hash >>> 15)) >>> 0;
}

function sameUnits(units: Uint16Array, from: number, text: string, start: number, end: number): boolean {
	for (let i = start; i < end; i++) if (units[from + i - start] !== text.charCodeAt(i)) return false;
	return true;
}
