import { bestOf, offer } from './best.ts';
import { isTypeable, lowerBound, variants } from './misspellings.ts';
import type { ReadDocument } from './read.ts';
import { PREFIX_SCAN, type Source } from './source.ts';
import { impactOf, quantise } from './weights.ts';
import type { FieldLengths } from './weights.ts';

/** Documents that changed since the segment was built. Small, so plain maps do; a rebuild empties it. */
export type Delta = {
	terms: Map<string, number>;
	lists: { documents: number[]; impacts: number[]; places: number[] }[];
	/** Words by their variants, as in `misspellings.ts`. */
	variants: Map<string, string[]>;
	/** The terms by their first two units. */
	beginnings: Map<string, string[]>;
	exact: Map<number, number[]>;
	documents: number;
	/** Four a document. */
	lengths: number[];
};

export function newDelta(): Delta {
	return {
		terms: new Map(),
		lists: [],
		variants: new Map(),
		beginnings: new Map(),
		exact: new Map(),
		documents: 0,
		lengths: [],
	};
}

/** Adds a document and answers its number. Its lengths are compared with `average`. */
export function addToDelta(delta: Delta, { terms, lengths, exact }: ReadDocument, average: FieldLengths): number {
	const document = delta.documents++;
	delta.lengths.push(...lengths);
	for (const [term, { kind, fields, places }] of terms) {
		const list = delta.lists[termNumber(delta, term, kind)]!;
		list.documents.push(document);
		list.impacts.push(quantise(impactOf(fields, 0, lengths, 0, average)));
		list.places.push(places);
	}
	for (const key of exact) push(delta.exact, key, document);
	return document;
}

function termNumber(delta: Delta, term: string, kind: number): number {
	const known = delta.terms.get(term);
	if (known !== undefined) return known;
	delta.terms.set(term, delta.lists.length);
	push(delta.beginnings, term.slice(0, KNOWN_UNITS), term);
	if (isTypeable(term, kind)) for (const variant of variants(term)) push(delta.variants, variant, term);
	return delta.lists.push({ documents: [], impacts: [], places: [] }) - 1;
}

const KNOWN_UNITS = 2;

function termsBeginning({ beginnings }: Delta, prefix: string): string[] {
	const known = prefix.slice(0, KNOWN_UNITS);
	const longer = () => [...beginnings.keys()].filter((units) => units.startsWith(known));
	const terms: string[] = [];
	for (const units of known.length === KNOWN_UNITS ? [known] : longer()) {
		if (terms.length >= PREFIX_SCAN) break;
		terms.push(...(beginnings.get(units) ?? []).filter((term) => term.startsWith(prefix)));
	}
	return terms;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}

export function deltaSource(delta: Delta): Source {
	return {
		documents: () => delta.documents,
		find: (term) => delta.terms.get(term) ?? -1,
		frequency: (term) => delta.lists[term]!.documents.length,
		scan: (term, gains, scores) => {
			const { documents, impacts } = delta.lists[term]!;
			documents.forEach((document, i) => (scores[document]! += gains[impacts[i]!]!));
		},
		members: (term) => delta.lists[term]!.documents,
		lookUp: (term, wanted, found) => {
			const { documents, impacts, places } = delta.lists[term]!;
			wanted.forEach((document, at) => {
				const i = lowerBound(documents, document);
				found[at] = documents[i] === document ? impacts[i]! | (places[i]! << 8) : 0;
			});
		},
		near: (word) => [...new Set(variants(word).flatMap((variant) => delta.variants.get(variant) ?? []))],
		beginning: (prefix, most) => mostFrequent(delta, termsBeginning(delta, prefix), most),
		exact: (key) => delta.exact.get(key) ?? [],
		lengths: () => delta.lengths,
	};
}

function mostFrequent({ terms, lists }: Delta, found: readonly string[], most: number): string[] {
	const best = bestOf(most);
	found.forEach((term, i) => offer(best, i, lists[terms.get(term)!]!.documents.length));
	return Array.from(best.documents.subarray(0, best.size), (i) => found[i]!);
}
