/** The terms of one language in sorted order, with a hash table beside them; all of it can be shared between threads. */
export type Vocabulary = {
	/** UTF-16 units of all terms, one after the other. */
	units: Uint16Array;
	/** Where each term begins in `units`; one more at the end. */
	starts: Uint32Array;
	/** Open addressing by `hashTerm`: ordinal of the term plus 1, or 0. The size is a power of two. */
	slots: Uint32Array;
};

/** Terms must be sorted by UTF-16 units and unique. */
export function packVocabulary(terms: string[]): Vocabulary {
	const total = terms.reduce((sum, term) => sum + term.length, 0);
	const size = 2 ** Math.ceil(Math.log2(Math.max(8, terms.length * 1.5)));
	const packed = {
		units: shared(Uint16Array, total),
		starts: shared(Uint32Array, terms.length + 1),
		slots: shared(Uint32Array, size),
	};
	let at = 0;
	terms.forEach((term, ordinal) => {
		packed.starts[ordinal] = at;
		for (let i = 0; i < term.length; i++) packed.units[at++] = term.charCodeAt(i);
		let slot = hashTerm(term) & (size - 1);
		while (packed.slots[slot]) slot = (slot + 1) & (size - 1);
		packed.slots[slot] = ordinal + 1;
	});
	packed.starts[terms.length] = at;
	return packed;
}

/** A typed array that every thread can read. */
export function shared<T>(type: new (buffer: SharedArrayBuffer) => T, length: number): T {
	const bytes = (type as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
	return new type(new SharedArrayBuffer(length * bytes));
}

/** The ordinal of a term, -1 if no document has it. */
export function findTerm({ units, starts, slots }: Vocabulary, term: string): number {
	const mask = slots.length - 1;
	for (let slot = hashTerm(term) & mask; slots[slot]; slot = (slot + 1) & mask) {
		const ordinal = slots[slot]! - 1;
		const start = starts[ordinal]!;
		if (starts[ordinal + 1]! - start === term.length && sameUnits(units, start, term)) return ordinal;
	}
	return -1;
}

export function termAt({ units, starts }: Vocabulary, ordinal: number): string {
	return String.fromCharCode(...units.subarray(starts[ordinal]!, starts[ordinal + 1]!));
}

/** The ordinals [from, to) of the terms that begin with a prefix. */
export function prefixRange(vocabulary: Vocabulary, prefix: string): [from: number, to: number] {
	return [lowerBound(vocabulary, prefix), lowerBound(vocabulary, `${prefix}\uffff`)];
}

function lowerBound(vocabulary: Vocabulary, term: string): number {
	let low = 0;
	let high = vocabulary.starts.length - 1;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (termAt(vocabulary, middle) < term) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** 32-bit FNV-1a over UTF-16 units, mixed once more because its low bits pick the slot. */
export function hashTerm(term: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
	return (hash ^ (hash >>> 15)) >>> 0;
}

function sameUnits(units: Uint16Array, start: number, term: string): boolean {
	for (let i = 0; i < term.length; i++) if (units[start + i] !== term.charCodeAt(i)) return false;
	return true;
}
