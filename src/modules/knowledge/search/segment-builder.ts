import { CODE, eachSpan, FOLDED, WORD } from '#core/text/tokens.ts';
import { grown, shared, sharedCopy } from './arrays.ts';
import { closeLog, countTerm, newCounts, newLog, readLog, writeDocument } from './count-log.ts';
import type { CountLog, OpenCounts } from './count-log.ts';
import { frozenVocabulary, growingVocabulary, numberOf } from './growing-vocabulary.ts';
import type { GrowingVocabulary } from './growing-vocabulary.ts';
import { packMisspellings } from './misspellings.ts';
import { BLOCK, entryBytes, isDense, tableBytes, writeBlock, writeEntry } from './postings.ts';
import type { Postings } from './postings.ts';
import { eachField, exactKeys, isLength } from './read.ts';
import type { Segment } from './segment.ts';
import type { SearchDocument } from './types.ts';
import { termAt } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';
import { averageOf, BODY, FIELDS, HEADINGS, impactOf, QUESTIONS, quantise, TITLE, totalsOf } from './weights.ts';
import type { FieldLengths } from './weights.ts';

/** Collects the documents of one language. */
export type SegmentBuilder = {
	vocabulary: GrowingVocabulary;
	/** Per term. */
	kinds: Uint8Array;
	frequencies: Uint32Array;
	counts: OpenCounts;
	log: CountLog;
	/** Four per document. */
	lengths: number[];
	exact: { key: number; document: number }[];
	documents: number;
};

export function segmentBuilder(): SegmentBuilder {
	return {
		vocabulary: growingVocabulary(),
		kinds: new Uint8Array(1 << 12),
		frequencies: new Uint32Array(1 << 12),
		counts: newCounts(),
		log: newLog(),
		lengths: [],
		exact: [],
		documents: 0,
	};
}

/** Adds a document and answers its number in the segment. */
export function addToSegment(builder: SegmentBuilder, document: SearchDocument): number {
	const number = builder.documents++;
	const lengths = [0, 0, 0, 0];
	eachField(document, (text, field, place) => {
		eachSpan(text, document.lang, (source, start, end, kind) => {
			const known = builder.vocabulary.size;
			const at = numberOf(builder.vocabulary, source, start, end);
			if (at === known) openTerm(builder, at, kind);
			countTerm(builder.counts, at, field, place);
			if (isLength(kind)) lengths[field]!++;
		});
	});
	for (let i = 0; i < builder.counts.size; i++) builder.frequencies[builder.counts.touched[i]!]!++;
	writeDocument(builder.log, builder.counts);
	builder.lengths.push(...lengths);
	for (const key of exactKeys(document)) builder.exact.push({ key, document: number });
	return number;
}

function openTerm(builder: SegmentBuilder, term: number, kind: number): void {
	if (term >= builder.kinds.length) {
		builder.kinds = grown(builder.kinds, term * 2);
		builder.frequencies = grown(builder.frequencies, term * 2);
	}
	builder.kinds[term] = kind;
}

/** Turns the log into posting lists. The builder is used up. */
export function finishSegment(builder: SegmentBuilder): Segment {
	const terms = builder.vocabulary.size;
	const kinds = builder.kinds.subarray(0, terms);
	const vocabulary = frozenVocabulary(builder.vocabulary, (term) => TYPED.has(kinds[term]!));
	const frequencies = sharedCopy(builder.frequencies.subarray(0, terms));
	const postings = packPostings(builder, frequencies, averageOf(totalsOf(builder.lengths)));
	closeLog(builder.log);
	return {
		postings,
		vocabulary,
		order: spellingOrder(vocabulary, kinds),
		misspellings: packMisspellings(vocabulary, kinds, frequencies),
		lengths: sharedCopy(Uint32Array.from(builder.lengths)),
		...packExact(builder),
	};
}

/** Two passes over the log: how long each list will be, then the lists themselves. */
function packPostings(builder: SegmentBuilder, frequencies: Uint32Array, average: FieldLengths): Postings {
	const starts = listStarts(builder, frequencies);
	const postings = {
		documents: builder.documents,
		frequencies,
		starts,
		lists: shared(Uint8Array, starts[frequencies.length]!),
	};
	writeLists(builder, postings, average);
	return postings;
}

function listStarts({ log, documents }: SegmentBuilder, frequencies: Uint32Array): Uint32Array {
	const starts = shared(Uint32Array, frequencies.length + 1);
	// Per term the document after the last one that has it, and the bytes of its entries.
	const sizes = new Uint32Array(frequencies.length * 2);
	readLog(log, documents, (document, term) => {
		sizes[term * 2 + 1]! += entryBytes(document + 1 - sizes[term * 2]!);
		sizes[term * 2] = document + 1;
	});
	let at = 0;
	frequencies.forEach((frequency, term) => {
		const size = isDense(frequency, documents) ? documents * 2 : tableBytes(frequency) + sizes[term * 2 + 1]!;
		starts[term] = at;
		at += size;
	});
	starts[frequencies.length] = at;
	return starts;
}

/** What is known of a list while it is written, side by side: four numbers a term. */
const STRIDE = 4;
const END = 0;
/** The document after the last one. */
const NEXT = 1;
const DONE = 2;
const FORM = 3;
const PLAIN = 0;
const WITH_TABLE = 1;
const DENSE = 2;

function writeLists({ log, lengths }: SegmentBuilder, postings: Postings, average: FieldLengths): void {
	const { documents, starts, lists } = postings;
	const open = openLists(postings);
	const impactIn = impacts(lengths, average);
	readLog(log, documents, (document, term, counts, places) => {
		const impact = impactIn(document, counts);
		const at = term * STRIDE;
		if (open[at + FORM] === DENSE) {
			const start = starts[term]!;
			lists[start + document] = impact;
			lists[start + documents + document] = places;
			return;
		}
		const next = open[at + NEXT]!;
		if (open[at + FORM] === WITH_TABLE) {
			const before = open[at + DONE]!++;
			if (before % BLOCK === 0) writeBlock(lists, starts[term]!, before / BLOCK, next, open[at + END]!);
		}
		open[at + END] = writeEntry(lists, open[at + END]!, document + 1 - next, impact, places);
		open[at + NEXT] = document + 1;
	});
}

function openLists({ documents, frequencies, starts }: Postings): Uint32Array {
	const open = new Uint32Array(frequencies.length * STRIDE);
	frequencies.forEach((frequency, term) => {
		open[term * STRIDE + END] = starts[term]! + tableBytes(frequency);
		open[term * STRIDE + FORM] = isDense(frequency, documents) ? DENSE : frequency > BLOCK ? WITH_TABLE : PLAIN;
	});
	return open;
}

/** Impacts as they are stored. Most terms of a document occur once and in its body only, so that is worked out once a document. */
function impacts(lengths: number[], average: FieldLengths): (document: number, counts: Uint8Array) => number {
	let known = -1;
	let once = 0;
	return (document, counts) => {
		const isOnce = counts[BODY] === 1 && !counts[TITLE] && !counts[QUESTIONS] && !counts[HEADINGS];
		if (isOnce && known === document) return once;
		const impact = quantise(impactOf(counts, 0, lengths, document * FIELDS, average));
		if (isOnce) {
			known = document;
			once = impact;
		}
		return impact;
	};
}

/** What people type: words are completed and corrected, so they are spelled out. */
const TYPED = new Set<number>([WORD, CODE, FOLDED]);

function spellingOrder(vocabulary: Vocabulary, kinds: Uint8Array): Uint32Array {
	const typed: { number: number; term: string }[] = [];
	kinds.forEach((kind, number) => {
		if (TYPED.has(kind)) typed.push({ number, term: termAt(vocabulary, number) });
	});
	typed.sort((a, b) => (a.term < b.term ? -1 : 1));
	return sharedCopy(Uint32Array.from(typed, ({ number }) => number));
}

function packExact({ exact }: SegmentBuilder): { exact: Float64Array; exactDocuments: Uint32Array } {
	exact.sort((a, b) => a.key - b.key);
	return {
		exact: sharedCopy(Float64Array.from(exact, ({ key }) => key)),
		exactDocuments: sharedCopy(Uint32Array.from(exact, ({ document }) => document)),
	};
}
