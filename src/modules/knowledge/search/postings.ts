/**
 * Posting lists as bytes. A *sparse* list holds, per document in rising order: the distance to the document before (one byte, two from
 * 192 on, four from 16,128 on), the impact and the places. Lists longer than a block begin with a table of eight bytes a block: the document
 * before it and its offset. A *dense* list, of a term that many documents have, holds one impact a document, then one
 * byte of places a document, so that any document is read at once.
 */
export type Postings = {
	/** Documents in the segment. */
	documents: number;
	/** Per term: how many documents have it. */
	frequencies: Uint32Array;
	/** Per term: where its list begins in `lists`; one more at the end. */
	starts: Uint32Array;
	lists: Uint8Array;
};

export const BLOCK = 32;
/** First bytes from here on are the high part of a distance of two bytes; the last one says that three bytes follow. */
const TWO_BYTES = 192;
const FOUR_BYTES = 255;
const LONGEST_OF_TWO = (FOUR_BYTES - TWO_BYTES) << 8;
const DENSE_SHARE = 0.4;

export function isDense(frequency: number, documents: number): boolean {
	return frequency > BLOCK && frequency > DENSE_SHARE * documents;
}

/** Bytes of the block table in front of a sparse list. */
export function tableBytes(frequency: number): number {
	return frequency > BLOCK ? Math.ceil(frequency / BLOCK) * 8 : 0;
}

/** Bytes that a sparse entry takes with this distance. */
export function entryBytes(distance: number): number {
	if (distance < TWO_BYTES) return 3;
	return distance < LONGEST_OF_TWO ? 4 : 6;
}

/** Writes one sparse entry and answers the offset after it. */
export function writeEntry(lists: Uint8Array, at: number, distance: number, impact: number, places: number): number {
	if (distance < TWO_BYTES) lists[at++] = distance;
	else if (distance < LONGEST_OF_TWO) {
		lists[at++] = TWO_BYTES + (distance >>> 8);
		lists[at++] = distance & 255;
	} else {
		lists[at++] = FOUR_BYTES;
		lists[at++] = distance & 255;
		lists[at++] = (distance >>> 8) & 255;
		lists[at++] = distance >>> 16;
	}
	lists[at++] = impact;
	lists[at++] = places;
	return at;
}

/** Writes the table's entry of a block: the document after the last one before it, and where it begins. */
export function writeBlock(lists: Uint8Array, start: number, block: number, next: number, at: number): void {
	writeUint32(lists, start + block * 8, next);
	writeUint32(lists, start + block * 8 + 4, at - start);
}

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
	bytes[at] = value & 255;
	bytes[at + 1] = (value >>> 8) & 255;
	bytes[at + 2] = (value >>> 16) & 255;
	bytes[at + 3] = value >>> 24;
}

function readUint32(bytes: Uint8Array, at: number): number {
	return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** A distance of more than one byte, and how many bytes it takes. */
function wideDistance(lists: Uint8Array, at: number): number {
	const first = lists[at]!;
	if (first < FOUR_BYTES) return ((first - TWO_BYTES) << 8) | lists[at + 1]!;
	return lists[at + 1]! | (lists[at + 2]! << 8) | (lists[at + 3]! << 16);
}

const wideBytes = (first: number): number => (first < FOUR_BYTES ? 2 : 4);

/** Adds `gains[impact]` to the score of every document that has the term. */
export function scan(postings: Postings, term: number, gains: Float32Array, scores: Float32Array): void {
	const { documents, frequencies, starts, lists } = postings;
	const frequency = frequencies[term]!;
	let at = starts[term]!;
	if (isDense(frequency, documents)) {
		for (let document = 0; document < documents; document++) scores[document]! += gains[lists[at + document]!]!;
		return;
	}
	at += tableBytes(frequency);
	let document = -1;
	for (let i = 0; i < frequency; i++) {
		const first = lists[at]!;
		if (first < TWO_BYTES) {
			document += first;
			at++;
		} else {
			document += wideDistance(lists, at);
			at += wideBytes(first);
		}
		scores[document]! += gains[lists[at]!]!;
		at += 2;
	}
}

/** The documents that have a term, in rising order. */
export function members(postings: Postings, term: number): number[] {
	const { documents, frequencies, starts, lists } = postings;
	const frequency = frequencies[term]!;
	const start = starts[term]!;
	if (isDense(frequency, documents))
		return Array.from({ length: documents }, (_, document) => document).filter((document) => lists[start + document]);
	const found: number[] = [];
	let at = start + tableBytes(frequency);
	let document = -1;
	while (found.length < frequency) {
		const first = lists[at]!;
		const isWide = first >= TWO_BYTES;
		document += isWide ? wideDistance(lists, at) : first;
		found.push(document);
		at += (isWide ? wideBytes(first) : 1) + 2;
	}
	return found;
}

/**
 * Writes the impact (low byte) and places (next byte) of a term in each of the wanted documents, which are in rising order, to `found`; 0 where it
 * is absent.
 */
export function lookUp(postings: Postings, term: number, wanted: Int32Array, found: Uint16Array): void {
	const { documents, frequencies, starts, lists } = postings;
	const frequency = frequencies[term]!;
	const start = starts[term]!;
	if (isDense(frequency, documents)) {
		for (let i = 0; i < wanted.length; i++)
			found[i] = lists[start + wanted[i]!]! | (lists[start + documents + wanted[i]!]! << 8);
		return;
	}
	const blocks = frequency > BLOCK ? Math.ceil(frequency / BLOCK) : 0;
	let block = 0;
	let at = start + tableBytes(frequency);
	let left = frequency;
	let document = -1;
	for (let i = 0; i < wanted.length; i++) {
		const target = wanted[i]!;
		const further = blockOf(lists, start, block, blocks, target);
		if (further > block) {
			block = further;
			document = readUint32(lists, start + block * 8) - 1;
			at = start + readUint32(lists, start + block * 8 + 4);
			left = frequency - block * BLOCK;
		}
		for (; left > 0 && document < target; left--) {
			const first = lists[at]!;
			const isWide = first >= TWO_BYTES;
			document += isWide ? wideDistance(lists, at) : first;
			at += (isWide ? wideBytes(first) : 1) + 2;
		}
		found[i] = document === target ? lists[at - 2]! | (lists[at - 1]! << 8) : 0;
	}
}

/** The last block, from the given one on, whose documents all come after the one its table entry names, that being before `wanted`. */
function blockOf(lists: Uint8Array, start: number, from: number, blocks: number, wanted: number): number {
	let low = from;
	let step = 1;
	while (low + step < blocks && readUint32(lists, start + (low + step) * 8) <= wanted) {
		low += step;
		step *= 2;
	}
	let high = Math.min(blocks - 1, low + step - 1);
	while (low < high) {
		const middle = (low + high + 1) >>> 1;
		if (readUint32(lists, start + middle * 8) <= wanted) low = middle;
		else high = middle - 1;
	}
	return low;
}
