import { articleAddress } from './addresses.ts';
import { type Leaf, type Passage, passageText } from './body/passages.ts';
import type { Entry } from './search/types.ts';

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

/** What the index keeps of a translation, while it is published. */
export type Kept = { entry(id: string): Entry | undefined; record(id: string): Buffer | undefined };

export const openCards = ({ entry, record }: Kept): Cards => ({
	get: (ids) => ids.flatMap((id) => cardOf(entry(id), record) ?? []),
	sections: (wanted) => wanted.flatMap(({ id, passage }) => sectionOf(entry(id), record(id), passage) ?? []),
});

/** How many bytes the structure and each passage's text take, so that one passage is found without reading the others. */
type FirstLine = { structure: number; anchors: string[]; sizes: number[] };
/** Passages without their texts: of each leaf the length of its text, in UTF-16 units. */
type Structure = (Omit<Passage, 'leaves'> & { leaves: (Omit<Leaf, 'text'> & { length: number })[] })[];

/** A line of JSON that says where the rest is, the structure of the article in JSON, and the texts of its passages. */
export function recordFor(passages: readonly Passage[]): Uint8Array {
	const structure: Structure = passages.map(({ leaves, ...place }) => ({
		...place,
		leaves: leaves.map(({ text, ...leaf }) => ({ ...leaf, length: text.length })),
	}));
	const structured = Buffer.from(JSON.stringify(structure));
	const texts = passages.map((passage) => Buffer.from(passageText(passage)));
	const first: FirstLine = {
		structure: structured.length,
		anchors: passages.map(({ anchor }) => anchor),
		sizes: texts.map(({ length }) => length),
	};
	return Buffer.concat([Buffer.from(`${JSON.stringify(first)}\n`), structured, ...texts]);
}

function headOf({ id, articleId, externalId, lang, slug, title }: Entry): Head & { url: string } {
	const head = { id, article_id: articleId, external_id: externalId, lang, slug, title };
	return { ...head, url: articleAddress(head) };
}

function cardOf(entry: Entry | undefined, record: Kept['record']): Card | undefined {
	if (!entry) return undefined;
	let passages: Passage[] | undefined;
	return {
		...headOf(entry),
		get passages() {
			return (passages ??= passagesIn(record(entry.id)));
		},
	};
}

/** None of an article that was taken out in the meantime. */
function passagesIn(record: Buffer | undefined): Passage[] {
	if (!record) return [];
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

function sectionOf(entry: Entry | undefined, record: Buffer | undefined, ordinal: number): Section | undefined {
	if (!entry || !record) return undefined;
	const { structure, anchors, sizes, end } = readFirst(record);
	const text = textAt(record, end + structure, sizes, ordinal);
	return { ...headOf(entry), anchor: anchors[ordinal] ?? '', text };
}

function readFirst(record: Buffer) {
	const end = record.indexOf(10);
	return { ...(JSON.parse(record.toString('utf8', 0, end)) as FirstLine), end: end + 1 };
}

function textAt(record: Buffer, begin: number, sizes: readonly number[], ordinal: number): string {
	let at = begin;
	for (let i = 0; i < ordinal; i++) at += sizes[i] ?? 0;
	return record.toString('utf8', at, at + (sizes[ordinal] ?? 0));
}
