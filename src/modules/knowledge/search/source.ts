/**
 * Documents of one language that can be searched: the frozen segment, or what came after it. Terms and documents are
 * numbered from 0 within the source.
 */
export type Source = {
	/** How many document numbers are in use, removed documents among them. */
	documents(): number;
	/** The number of a term, -1 if it is unknown. */
	find(term: string): number;
	/** How many documents have the term. */
	frequency(term: number): number;
	/** Adds `gains[impact]` to the score of every document that has the term. */
	scan(term: number, gains: Float32Array, scores: Float32Array): void;
	/** The documents that have the term. */
	members(term: number): number[];
	/** Writes impact (low byte) and places (next byte) of a term in each of the documents, which are in rising order; 0 where it is absent. */
	lookUp(term: number, documents: Int32Array, found: Uint16Array): void;
	/** Words about one typing slip away. */
	near(word: string): string[];
	/** The most frequent terms that begin with a prefix. */
	beginning(prefix: string, most: number): string[];
	/** Documents one of whose questions (or the title) has this key. */
	exact(key: number): number[];
	/** The lengths of the four fields, four numbers a document. */
	lengths(): ArrayLike<number>;
};

/** Beginnings of more terms than this are cut: one letter says little. */
export const PREFIX_SCAN = 4_000;
