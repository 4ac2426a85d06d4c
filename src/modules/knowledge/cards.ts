import { articleAddress } from './addresses.ts';
import { type Passage, passageText } from './body/passages.ts';

type Head = {
	/** Of the translation. */
	id: string;
	article_id: string;
	external_id: string;
	lang: string;
	slug: string;
	title: string;
};

/** What answering needs of a published translation besides the index: its address and its words. */
export type Card = Head & {
	/** Path of its page. */
	url: string;
	passages: Passage[];
};

/** One section of it, for a list of results. */
export type Section = Head & { url: string; anchor: string; text: string };

export type Cards = {
	/** In the order asked; what is not published any more is left out. */
	get(ids: readonly string[]): Card[];
	/** The sections by translation and ordinal, in the order asked; likewise. A section that is not there has no text. */
	sections(wanted: readonly { id: string; passage: number }[]): Section[];
};

/** Cards from the records that the index keeps. */
export const openCards = (recordOf: (id: string) => Buffer | undefined): Cards => ({
	get: (ids) => ids.flatMap((id) => cardOf(recordOf(id)) ?? []),
	sections: (wanted) => wanted.flatMap(({ id, passage }) => sectionOf(recordOf(id), passage) ?? []),
});

/** The bytes of each passage, so that one of them is found without reading the others. */
type FirstLine = Head & { sizes: number[] };

/** A line of JSON that says what it is and how long the others are, then a line a passage. */
export function recordFor(head: Head, passages: readonly Passage[]): Uint8Array {
	const lines = passages.map((passage) => Buffer.from(`${JSON.stringify(passage)}\n`));
	const first: FirstLine = { ...head, sizes: lines.map(({ length }) => length) };
	return Buffer.concat([Buffer.from(`${JSON.stringify(first)}\n`), ...lines]);
}

function cardOf(record: Buffer | undefined): Card | undefined {
	if (!record) return undefined;
	const { head, sizes, end } = readFirst(record);
	return { ...head, url: articleAddress(head), passages: sizes.map((_, ordinal) => readPassage(record, sizes, end, ordinal)) }; // prettier-ignore
}

function sectionOf(record: Buffer | undefined, ordinal: number): Section | undefined {
	if (!record) return undefined;
	const { head, sizes, end } = readFirst(record);
	const passage = ordinal < sizes.length ? readPassage(record, sizes, end, ordinal) : undefined;
	return {
		...head,
		url: articleAddress(head),
		anchor: passage?.anchor ?? '',
		text: passage ? passageText(passage) : '',
	};
}

function readFirst(record: Buffer): { head: Head; sizes: number[]; end: number } {
	const end = record.indexOf(10);
	const { sizes, ...head } = JSON.parse(record.toString('utf8', 0, end)) as FirstLine;
	return { head, sizes, end: end + 1 };
}

function readPassage(record: Buffer, sizes: readonly number[], end: number, ordinal: number): Passage {
	let at = end;
	for (let i = 0; i < ordinal; i++) at += sizes[i] ?? 0;
	return JSON.parse(record.toString('utf8', at, at + (sizes[ordinal] ?? 0))) as Passage;
}
