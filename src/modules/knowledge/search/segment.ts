import { lowerBound, nearTerms } from './misspellings.ts';
import type { Misspellings } from './misspellings.ts';
import { lookUp, members, scan } from './postings.ts';
import type { Postings } from './postings.ts';
import { PREFIX_SCAN, type Source } from './source.ts';
import { findTerm, prefixRange, termAt } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The frozen part of the index for one language: typed arrays only, shared between threads and written to disk as they are. */
export type Segment = {
	postings: Postings;
	vocabulary: Vocabulary;
	/** The terms that people may type the beginning of, in the order of their spelling. */
	order: Uint32Array;
	misspellings: Misspellings;
	/** The lengths of the four fields, four numbers a document. */
	lengths: Uint32Array;
	/** Keys of titles and questions in rising order, and whose they are. */
	exact: Float64Array;
	exactDocuments: Uint32Array;
};

export function segmentSource(segment: Segment): Source {
	const { postings, vocabulary, misspellings, exact, exactDocuments } = segment;
	return {
		documents: () => postings.documents,
		find: (term) => findTerm(vocabulary, term),
		frequency: (term) => postings.frequencies[term]!,
		scan: (term, gains, scores) => scan(postings, term, gains, scores),
		members: (term) => members(postings, term),
		lookUp: (term, documents, found) => lookUp(postings, term, documents, found),
		near: (word) => Array.from(nearTerms(misspellings, word), (term) => termAt(vocabulary, term)),
		beginning: (prefix, most) => mostFrequent(segment, prefix, most),
		exact: (key) => {
			const from = lowerBound(exact, key);
			let to = from;
			while (exact[to] === key) to++;
			return [...exactDocuments.subarray(from, to)];
		},
		lengths: () => segment.lengths,
	};
}

function mostFrequent({ vocabulary, postings, order }: Segment, prefix: string, most: number): string[] {
	const [from, end] = prefixRange(vocabulary, order, prefix);
	const numbers = [...order.subarray(from, Math.min(end, from + PREFIX_SCAN))];
	numbers.sort((a, b) => postings.frequencies[b]! - postings.frequencies[a]!);
	return numbers.slice(0, most).map((number) => termAt(vocabulary, number));
}
