import type { Db } from '#core/db.ts';
import { blocksText, type LeafText, type Passage, passages } from './body/passages.ts';
import type { Doc } from './body/types.ts';
import { articleAddress } from './addresses.ts';
import { recent } from './recent.ts';
import './tables.ts';

type Head = {
	id: string;
	article_id: string;
	external_id: string;
	lang: string;
	slug: string;
	title: string;
	/** Path of its page. */
	url: string;
};

/** What answering needs of a published translation besides the index: its address and its words. */
export type Card = Head & { passages: Passage[]; blocks: LeafText[] };

/** One section of it, for a list of results: far less to keep than all its words. */
export type Section = Head & { anchor: string; text: string };

export type Cards = {
	/** In the order asked; what is not published any more is left out. */
	get(ids: readonly string[]): Promise<Card[]>;
	/** The sections by translation and ordinal, in the order asked; likewise. A section that is not there has no text. */
	sections(wanted: readonly { id: string; passage: number }[]): Promise<Section[]>;
	forget(ids: readonly string[]): void;
};

/** Texts people are shown again and again stay in memory, up to so many characters (a UTF-16 unit is at most two bytes). */
const CARD_CHARACTERS = 5_000_000;
const SECTION_CHARACTERS = 12_000_000;

/** Published translations by id, the most recently used kept in memory. */
export function openCards(db: Db): Cards {
	const cards = recent<Card>(CARD_CHARACTERS);
	const sections = recent<Section>(SECTION_CHARACTERS);
	return {
		get: (ids) =>
			cards.get(
				ids.map((id) => ({ id, part: '' })),
				async (missing) => {
					const found = await load(db, idsOf(missing));
					return found.map(cardOf).map((value) => ({ id: value.id, part: '', value, size: sizeOf(value) }));
				},
			),
		sections: (wanted) =>
			sections.get(
				wanted.map(({ id, passage }) => ({ id, part: String(passage) })),
				async (missing) => {
					const rows = new Map((await load(db, idsOf(missing))).map((row) => [row.id, row]));
					return missing.flatMap(({ id, part }) => {
						const row = rows.get(id);
						if (!row) return [];
						const value = sectionOf(row, Number(part));
						return [{ id, part, value, size: OBJECT + value.text.length }];
					});
				},
			),
		forget: (ids) => {
			cards.forget(ids);
			sections.forget(ids);
		},
	};
}

type Row = Head & { body: Doc };

const idsOf = (wanted: readonly { id: string }[]) => [...new Set(wanted.map(({ id }) => id))];

async function load(db: Db, ids: readonly string[]): Promise<Row[]> {
	const rows = await db
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.select(['t.id', 't.article_id', 'a.external_id', 't.lang', 't.slug', 't.title', 't.body'])
		.where('t.id', 'in', ids)
		.where('t.status', '=', 'published')
		.execute();
	return rows.map((row) => ({ ...row, url: articleAddress(row) }));
}

const cardOf = ({ body, ...head }: Row): Card => ({
	...head,
	passages: passages(body, head.title),
	blocks: blocksText(body),
});

function sectionOf({ body, ...head }: Row, ordinal: number): Section {
	const { anchor = '', text = '' } = passages(body, head.title)[ordinal] ?? {};
	return { ...head, anchor, text };
}

/** What an object with its few short texts takes, in characters. */
const OBJECT = 300;

const sizeOf = ({ blocks, passages: own }: Card) =>
	[...blocks, ...own].reduce((sum, { text }) => sum + OBJECT + text.length, OBJECT);
