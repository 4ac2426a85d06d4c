import type { Kind } from '#core/text/tokens.ts';

/** The fields of a document, in the order of `FieldCounts`. */
export const TITLE = 0;
export const QUESTIONS = 1;
export const HEADINGS = 2;
export const BODY = 3;
export const FIELDS = 4;

/**
 * Per field: weight, saturation k1 and length normalisation b of BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance
 * Framework"). Fields saturate apart from each other, so that a word in the title counts however often the body repeats it.
 */
const FIELD = [
	{ weight: 1.7, k1: 1.2, b: 0.5 },
	{ weight: 1.4, k1: 1.2, b: 0.5 },
	{ weight: 0.7, k1: 1.2, b: 0.5 },
	{ weight: 1, k1: 1, b: 0.75 },
];

/** How much a term of each kind counts (see `core/text/tokens`): words, pairs, single characters, codes, parts, folded, syllable pairs, dictionary words. */
export const KIND_WEIGHT: Record<Kind, number> = { 0: 1, 1: 1, 2: 0.4, 3: 1.2, 4: 0.7, 5: 0.4, 6: 0.6, 7: 1 };

/** The same where a dictionary carries the meaning and pairs are the safety net. */
export const THAI_PAIR_WEIGHT = 0.6;

/** Function words still order the articles, but half as much as their rarity in a small base suggests. */
export const FUNCTION_WORD_WEIGHT = 0.5;

/** Words that the owner says mean nothing here. Not nothing at all: a question of nothing else is still searched. */
export const STOP_WORD_WEIGHT = 0.05;

/** What stands for a word of the question earns at most this share of it: what the question says itself goes first. */
export const SYNONYM_WEIGHT = 0.6;

/** Average lengths, in terms, of the four fields over a language's documents that have the field. */
export type FieldLengths = [number, number, number, number];

/** Of some documents: the lengths of each of the four fields added up, then for each field how many documents have it. */
export type LengthTotals = Float64Array;

/** Takes in the four lengths of a document, or takes them out again (-1). */
export function countLengths(totals: LengthTotals, lengths: ArrayLike<number>, document: number, by: 1 | -1): void {
	for (let field = 0; field < FIELDS; field++) {
		const length = lengths[document * FIELDS + field]!;
		totals[field]! += by * length;
		if (length) totals[FIELDS + field]! += by;
	}
}

/** The totals of documents whose lengths follow each other, four a document. */
export function totalsOf(lengths: ArrayLike<number>): LengthTotals {
	const totals: LengthTotals = new Float64Array(2 * FIELDS);
	for (let document = 0; document * FIELDS < lengths.length; document++) countLengths(totals, lengths, document, 1);
	return totals;
}

export function averageOf(totals: LengthTotals): FieldLengths {
	const average = (field: number) => totals[field]! / (totals[FIELDS + field]! || 1);
	return [average(TITLE), average(QUESTIONS), average(HEADINGS), average(BODY)];
}

/** What a term earns in one document, before its rarity: the weighted sum of the saturated counts of the four fields. */
export function impactOf(
	counts: ArrayLike<number>,
	at: number,
	lengths: ArrayLike<number>,
	lengthsAt: number,
	average: FieldLengths,
): number {
	let impact = 0;
	for (let field = 0; field < FIELDS; field++) {
		const count = counts[at + field]!;
		if (!count) continue;
		const { weight, k1, b } = FIELD[field]!;
		const norm = 1 - b + (b * lengths[lengthsAt + field]!) / (average[field]! || 1);
		impact += (weight * count * (k1 + 1)) / (count + k1 * norm);
	}
	return impact;
}

/** An impact that only a very good article reaches: often in a short text, and in its title or questions. A score of 1 stands for it on every term. */
export const GOOD_IMPACT = 3;

const SMALLEST = 0.02;
const LARGEST = FIELD.reduce((sum, { weight, k1 }) => sum + weight * (k1 + 1), 0);
const RATIO = (LARGEST / SMALLEST) ** (1 / 254);

/** Impacts as one byte on a logarithmic scale (error below 1.3 %); 0 is absence. */
export const IMPACTS: Float32Array = Float32Array.from({ length: 256 }, (_, q) =>
	q ? SMALLEST * RATIO ** (q - 1) : 0,
);

export function quantise(impact: number): number {
	const q = 1 + Math.round(Math.log(impact / SMALLEST) / Math.log(RATIO));
	return Math.min(255, Math.max(1, q));
}

/** Rarity of a term that `frequency` of `documents` hold (the idf of BM25, never negative). */
export function rarity(documents: number, frequency: number): number {
	return Math.log(1 + (Math.max(documents, frequency) - frequency + 0.5) / (frequency + 0.5));
}
