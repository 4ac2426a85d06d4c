import { eachToken, GRAM, tokens, WORD } from '#core/text/tokens.ts';
import type { Kind, Token } from '#core/text/tokens.ts';
import type { SearchDocument } from './types.ts';
import { BODY, HEADINGS, QUESTIONS, TITLE } from './weights.ts';

/** Bit of a posting's places that says: in the title or a question. Bits 0 to 6 are the passages. */
export const HEAD_PLACE = 0x80;
const PASSAGE_BUCKETS = 7;

/** Counts of one term in one document. */
export type TermCounts = {
	kind: Kind;
	/** Occurrences per field. */
	fields: [number, number, number, number];
	/** Bit set of where it occurs: passages (in buckets where there are more than seven) and `HEAD_PLACE`. */
	places: number;
};

export type ReadDocument = {
	terms: Map<string, TermCounts>;
	/** Length of each field in words or pairs. */
	lengths: [number, number, number, number];
	/** Keys of the title and the questions, for recognising a question that is asked word for word. */
	exact: number[];
};

/** The terms of a document, counted by field. Linear in the length of its text. */
export function readDocument(document: SearchDocument): ReadDocument {
	const read: ReadDocument = { terms: new Map(), lengths: [0, 0, 0, 0], exact: exactKeys(document) };
	eachField(document, (text, field, place) =>
		eachToken(text, document.lang, (term, kind) => {
			let counts = read.terms.get(term);
			if (!counts) read.terms.set(term, (counts = { kind, fields: [0, 0, 0, 0], places: 0 }));
			counts.fields[field]!++;
			counts.places |= place;
			if (isLength(kind)) read.lengths[field]!++;
		}),
	);
	return read;
}

/** Only these kinds make a text longer; the others are second readings of the same characters. */
export function isLength(kind: Kind): boolean {
	return kind === WORD || kind === GRAM;
}

/** Every text of a document with its field and the bit of its place. */
export function eachField(document: SearchDocument, visit: (text: string, field: number, place: number) => void): void {
	const { title, questions, passages } = document;
	if (!isClipping(title, passages[0]?.text ?? '')) visit(title, TITLE, HEAD_PLACE);
	for (const question of questions) visit(question, QUESTIONS, HEAD_PLACE);
	passages.forEach(({ heading, text }, ordinal) => {
		const place = 1 << bucketOf(ordinal, passages.length);
		if (heading) visit(heading, HEADINGS, place);
		visit(text, BODY, place);
	});
}

/** Keys of the title and the questions of a document. */
export function exactKeys({ title, questions, lang }: SearchDocument): number[] {
	return [title, ...questions].map((text) => questionKey(text, lang)).filter((key) => key);
}

/** The bit (0 to 6) that stands for a passage in the places of a posting. */
export function bucketOf(ordinal: number, passages: number): number {
	return passages <= PASSAGE_BUCKETS ? ordinal : Math.floor((ordinal * PASSAGE_BUCKETS) / passages);
}

const CLIPPED_LENGTH = 40;

/**
 * Texts without a title are often imported with their first characters as one. Such a title says nothing that the text does
 * not, so its words earn no extra weight.
 */
function isClipping(title: string, text: string): boolean {
	if (title.length < CLIPPED_LENGTH) return false;
	const start = title
		.replace(/\s+/g, ' ')
		.replace(/(?:…|\.\.\.)\s*$/, '')
		.trim();
	if (start.length < CLIPPED_LENGTH || /[?？]$/.test(start)) return false;
	const beginning = text
		.slice(0, start.length * 2 + 100)
		.replace(/\s+/g, ' ')
		.trimStart();
	return beginning.startsWith(start);
}

/** A 53-bit key of the words of a question in order, the same for any punctuation, case or inflection; 0 for no words. */
export function questionKey(question: string, lang: string): number {
	return keyOf(tokens(question, { lang }));
}

export function keyOf(found: Token[]): number {
	let low = 0x811c9dc5;
	let high = 0x1b873593;
	let words = 0;
	for (const { term, kind } of found) {
		if (!isLength(kind)) continue;
		words++;
		for (let i = 0; i < term.length; i++) {
			low = Math.imul(low ^ term.charCodeAt(i), 0x01000193);
			high = Math.imul(high ^ term.charCodeAt(i), 0x85ebca6b);
		}
		low = Math.imul(low ^ 0x20, 0x01000193);
	}
	return words ? (high >>> 11) * 0x100000000 + (low >>> 0) : 0;
}
