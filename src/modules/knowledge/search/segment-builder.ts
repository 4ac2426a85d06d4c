import type { Kind } from '#core/text/tokens.ts';
import { packMisspellings } from './misspellings.ts';
import { BLOCK, entryBytes, isDense, tableBytes, writeEntry, writeUint32 } from './postings.ts';
import type { ReadDocument } from './read.ts';
import type { Segment } from './segment.ts';
import { packVocabulary, shared } from './vocabulary.ts';
import { FIELDS, impactOf, quantise } from './weights.ts';
import type { FieldLengths } from './weights.ts';

/** Collects the documents of one language. Counts are kept as bytes until the average lengths are known. */
export type SegmentBuilder = {
	ordinals: Map<string, number>;
	kinds: Kind[];
	frequencies: number[];
	/** Per document: number of terms, then per term its ordinal, counts and places (see `writeCounts`). */
	log: ByteLog;
	lengths: number[];
	exact: number[];
	exactDocuments: number[];
	documents: number;
};

type ByteLog = { chunks: Uint8Array[]; chunk: Uint8Array; at: number };

const CHUNK = 1 << 20;
/** Room that one term can take at most in the log. */
const ROOM = 16;
const MAX_COUNT = 255;

export function segmentBuilder(): SegmentBuilder {
	return {
		ordinals: new Map(),
		kinds: [],
		frequencies: [],
		log: newLog(),
		lengths: [],
		exact: [],
		exactDocuments: [],
		documents: 0,
	};
}

/** Adds a document and answers its ordinal in the segment. */
export function addToSegment(builder: SegmentBuilder, { terms, lengths, exact }: ReadDocument): number {
	const document = builder.documents++;
	builder.lengths.push(...lengths);
	for (const key of exact) {
		builder.exact.push(key);
		builder.exactDocuments.push(document);
	}
	writeNumber(builder.log, terms.size);
	for (const [term, counts] of terms) {
		const ordinal = ordinalOf(builder, term, counts.kind);
		builder.frequencies[ordinal]!++;
		writeNumber(builder.log, ordinal);
		writeCounts(builder.log, counts.fields, counts.places);
	}
	return document;
}

function ordinalOf(builder: SegmentBuilder, term: string, kind: Kind): number {
	const known = builder.ordinals.get(term);
	if (known !== undefined) return known;
	const ordinal = builder.kinds.length;
	builder.ordinals.set(term, ordinal);
	builder.kinds.push(kind);
	builder.frequencies.push(0);
	return ordinal;
}

/** Sorts the vocabulary and turns the log into posting lists. The builder is used up. */
export function finishSegment(builder: SegmentBuilder): Segment {
	const { documents } = builder;
	const terms = [...builder.ordinals.keys()].sort();
	const sorted = Uint32Array.from(terms, (term) => builder.ordinals.get(term)!);
	const ranks = new Uint32Array(terms.length);
	sorted.forEach((ordinal, rank) => (ranks[ordinal] = rank));
	const frequencies = shared(Uint32Array, terms.length);
	sorted.forEach((ordinal, rank) => (frequencies[rank] = builder.frequencies[ordinal]!));
	const kinds = Uint8Array.from(sorted, (ordinal) => builder.kinds[ordinal]!);
	builder.ordinals.clear();

	const average = averageLengths(builder.lengths);
	const starts = listStarts(builder, ranks, frequencies);
	const lists = shared(Uint8Array, starts[terms.length]!);
	writeLists(builder, { documents, frequencies, starts, lists }, ranks, average);
	return {
		postings: { documents, frequencies, starts, lists },
		vocabulary: packVocabulary(terms),
		misspellings: packMisspellings(terms, kinds, frequencies),
		average: Float64Array.from(average),
		...packExact(builder),
	};
}

function averageLengths(lengths: number[]): FieldLengths {
	const sums = [0, 0, 0, 0];
	const filled = [0, 0, 0, 0];
	lengths.forEach((length, i) => {
		sums[i % FIELDS]! += length;
		if (length) filled[i % FIELDS]!++;
	});
	return sums.map((sum, field) => (filled[field] ? sum / filled[field] : 0)) as FieldLengths;
}

function listStarts(builder: SegmentBuilder, ranks: Uint32Array, frequencies: Uint32Array): Uint32Array {
	const sizes = new Uint32Array(frequencies.length);
	const last = new Int32Array(frequencies.length).fill(-1);
	readLog(builder.log, builder.documents, (document, ordinal) => {
		const rank = ranks[ordinal]!;
		sizes[rank]! += entryBytes(document - last[rank]!);
		last[rank] = document;
	});
	const starts = shared(Uint32Array, frequencies.length + 1);
	let at = 0;
	frequencies.forEach((frequency, rank) => {
		starts[rank] = at;
		at += isDense(frequency, builder.documents) ? builder.documents * 2 : tableBytes(frequency) + sizes[rank]!;
	});
	starts[frequencies.length] = at;
	return starts;
}

function writeLists(
	builder: SegmentBuilder,
	{ documents, frequencies, starts, lists }: Segment['postings'],
	ranks: Uint32Array,
	average: FieldLengths,
): void {
	const last = new Int32Array(frequencies.length).fill(-1);
	const done = new Uint32Array(frequencies.length);
	const ends = Uint32Array.from(frequencies, (frequency, rank) => starts[rank]! + tableBytes(frequency));
	readLog(builder.log, documents, (document, ordinal, counts, places) => {
		const rank = ranks[ordinal]!;
		const impact = quantise(impactOf(counts, 0, builder.lengths, document * FIELDS, average));
		const frequency = frequencies[rank]!;
		const start = starts[rank]!;
		if (isDense(frequency, documents)) {
			lists[start + document] = impact;
			lists[start + documents + document] = places;
			return;
		}
		const before = done[rank]!++;
		if (frequency > BLOCK && before % BLOCK === 0) {
			writeUint32(lists, start + (before / BLOCK) * 8, last[rank]! + 1);
			writeUint32(lists, start + (before / BLOCK) * 8 + 4, ends[rank]! - start);
		}
		ends[rank] = writeEntry(lists, ends[rank]!, document - last[rank]!, impact, places);
		last[rank] = document;
	});
}

function packExact({ exact, exactDocuments }: SegmentBuilder): { exact: Float64Array; exactDocuments: Uint32Array } {
	const order = Array.from(exact.keys()).sort((a, b) => exact[a]! - exact[b]!);
	const packed = { exact: shared(Float64Array, order.length), exactDocuments: shared(Uint32Array, order.length) };
	order.forEach((from, to) => {
		packed.exact[to] = exact[from]!;
		packed.exactDocuments[to] = exactDocuments[from]!;
	});
	return packed;
}

function newLog(): ByteLog {
	return { chunks: [], chunk: new Uint8Array(CHUNK), at: 0 };
}

/** Seven bits a byte, the lowest first. Starts a new chunk where the old one might not hold a whole term. */
function writeNumber(log: ByteLog, value: number): void {
	if (log.at + ROOM > CHUNK) {
		log.chunks.push(log.chunk);
		log.chunk = new Uint8Array(CHUNK);
		log.at = 0;
	}
	for (; value > 127; value >>>= 7) log.chunk[log.at++] = (value & 127) | 128;
	log.chunk[log.at++] = value;
}

/** One byte of flags says which counts follow; most terms occur once, in the body only, and take no byte of counts at all. */
function writeCounts(log: ByteLog, fields: [number, number, number, number], places: number): void {
	const flags = log.at++;
	let bits = 0;
	for (let field = 0; field < FIELDS; field++) {
		const count = Math.min(MAX_COUNT, fields[field]!);
		if (count) bits |= 1 << field;
		if (count > 1) {
			bits |= 16 << field;
			log.chunk[log.at++] = count;
		}
	}
	log.chunk[flags] = bits;
	log.chunk[log.at++] = places;
}

type VisitCounts = (document: number, ordinal: number, counts: Uint8Array, places: number) => void;

function readLog(log: ByteLog, documents: number, visit: VisitCounts): void {
	const chunks = [...log.chunks, log.chunk];
	const counts = new Uint8Array(FIELDS);
	let chunk = chunks[0]!;
	let next = 1;
	let at = 0;
	const number = () => {
		if (at + ROOM > CHUNK) {
			chunk = chunks[next++]!;
			at = 0;
		}
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			const byte = chunk[at++]!;
			value |= (byte & 127) << shift;
			if (byte < 128) return value;
		}
	};
	for (let document = 0; document < documents; document++) {
		for (let left = number(); left > 0; left--) {
			const ordinal = number();
			const bits = chunk[at++]!;
			for (let field = 0; field < FIELDS; field++)
				counts[field] = bits & (16 << field) ? chunk[at++]! : (bits >>> field) & 1;
			visit(document, ordinal, counts, chunk[at++]!);
		}
	}
}
