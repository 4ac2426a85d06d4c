import { articleAddress } from './addresses.ts';
import { type Leaf, type Passage, passageText } from './body/passages.ts';

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
	/** Read when they are first asked for: of most candidates only the title is shown. */
	readonly passages: Passage[];
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

/** How many bytes the structure and each passage's text take, so that one passage is found without reading the others. */
type FirstLine = Head & { structure: number; anchors: string[]; sizes: number[] };
/** Passages without their texts: of each leaf the length of its text, in UTF-16 units. */
type Structure = (Omit<Passage, 'leaves'> & { leaves: (Omit<Leaf, 'text'> & { length: number })[] })[];

/** A line of JSON that says what it is and where the rest is, the structure of the article in JSON, and the texts of its passages. */
export function recordFor(head: Head, passages: readonly Passage[]): Uint8Array {
	const structure: Structure = passages.map(({ leaves, ...place }) => ({
		...place,
		leaves: leaves.map(({ text, ...leaf }) => ({ ...leaf, length: text.length })),
	}));
	const structured = Buffer.from(JSON.stringify(structure));
	const texts = passages.map((passage) => Buffer.from(passageText(passage)));
	const first: FirstLine = {
		...head,
		structure: structured.length,
		anchors: passages.map(({ anchor }) => anchor),
		sizes: texts.map(({ length }) => length),
	};
	return Buffer.concat([Buffer.from(`${JSON.stringify(first)}\n`), structured, ...texts]);
}

function cardOf(read: Buffer | undefined): Card | undefined {
	if (!read) return undefined;
	const record = Buffer.from(read);
	const { head } = readFirst(record);
	let passages: Passage[] | undefined;
	return {
		...head,
		url: articleAddress(head),
		get passages() {
			return (passages ??= passagesIn(record));
		},
	};
}

function passagesIn(record: Buffer): Passage[] {
	const { structure, sizes, end } = readFirst(record);
	const outlines = JSON.parse(record.toString('utf8', end, end + structure)) as Structure;
	return outlines.map(({ leaves, ...place }, ordinal) => {
		const text = textAt(record, end + structure, sizes, ordinal);
		let at = 0;
		const withText = leaves.map(({ length, ...leaf }) => {
			const own = text.slice(at, at + length);
			at += length + 1;
			return { ...leaf, text: own };
		});
		return { ...place, leaves: withText };
	});
}

function sectionOf(record: Buffer | undefined, ordinal: number): Section | undefined {
	if (!record) return undefined;
	const { head, structure, anchors, sizes, end } = readFirst(record);
	const text = textAt(record, end + structure, sizes, ordinal);
	return { ...head, url: articleAddress(head), anchor: anchors[ordinal] ?? '', text };
}

function readFirst(record: Buffer) {
	const end = record.indexOf(10);
	const { structure, anchors, sizes, ...head } = JSON.parse(record.toString('utf8', 0, end)) as FirstLine;
	return { head, structure, anchors, sizes, end: end + 1 };
}

function textAt(record: Buffer, begin: number, sizes: readonly number[], ordinal: number): string {
	let at = begin;
	for (let i = 0; i < ordinal; i++) at += sizes[i] ?? 0;
	return record.toString('utf8', at, at + (sizes[ordinal] ?? 0));
}
