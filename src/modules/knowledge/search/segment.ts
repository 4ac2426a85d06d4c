import { lowerBound, nearTerms } from './misspellings.ts';
import type { Misspellings } from './misspellings.ts';
import { look, scan } from './postings.ts';
import type { Postings } from './postings.ts';
import type { Source } from './source.ts';
import { findTerm, prefixRange, termAt } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { FieldLengths } from './weights.ts';

/** The frozen part of the index for one language: typed arrays only, shared between threads and written to disk as they are. */
export type Segment = {
	postings: Postings;
	vocabulary: Vocabulary;
	misspellings: Misspellings;
	/** Average length of the four fields. */
	average: Float64Array;
	/** Keys of titles and questions in rising order, and whose they are. */
	exact: Float64Array;
	exactDocuments: Uint32Array;
};

/** Prefixes of more terms than this are cut: one letter says little. */
const PREFIX_SCAN = 4_000;

export function segmentSource(segment: Segment): Source {
	const { postings, vocabulary, misspellings, exact, exactDocuments } = segment;
	return {
		documents: () => postings.documents,
		find: (term) => findTerm(vocabulary, term),
		frequency: (term) => postings.frequencies[term]!,
		scan: (term, gains, scores) => scan(postings, term, gains, scores),
		look: (term, document) => look(postings, term, document),
		near: (word) => Array.from(nearTerms(misspellings, word), (term) => termAt(vocabulary, term)),
		beginning: (prefix, most) => mostFrequent(segment, prefix, most),
		exact: (key) => {
			const from = lowerBound(exact, key);
			let to = from;
			while (exact[to] === key) to++;
			return [...exactDocuments.subarray(from, to)];
		},
		average: () => [...segment.average] as FieldLengths,
	};
}

function mostFrequent({ vocabulary, postings }: Segment, prefix: string, most: number): string[] {
	const [from, end] = prefixRange(vocabulary, prefix);
	const ordinals = Array.from({ length: Math.min(PREFIX_SCAN, end - from) }, (_, i) => from + i);
	ordinals.sort((a, b) => postings.frequencies[b]! - postings.frequencies[a]!);
	return ordinals.slice(0, most).map((ordinal) => termAt(vocabulary, ordinal));
}
