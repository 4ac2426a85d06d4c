import type { Db } from '#core/db.ts';
import { blocksText, type LeafText, type Passage, passages } from './body/passages.ts';
import { articleAddress } from './addresses.ts';
import './tables.ts';

/** What answering needs of a published translation besides the index: its address and its words. */
export type Card = {
	id: string;
	article_id: string;
	external_id: string;
	lang: string;
	slug: string;
	title: string;
	/** Path of its page. */
	url: string;
	passages: Passage[];
	blocks: LeafText[];
};

export type Cards = {
	/** In the order asked; what is not published any more is left out. */
	get(ids: readonly string[]): Promise<Card[]>;
	forget(ids: readonly string[]): void;
};

/** Texts people are shown again and again stay in memory, up to this many characters (a UTF-16 unit is two bytes). */
const MOST_CHARACTERS = 12_000_000;

/** Published translations by id, the most recently used kept in memory. */
export function openCards(db: Db): Cards {
	const kept = new Map<string, { card: Card; size: number }>();
	let size = 0;
	const drop = (id: string) => {
		size -= kept.get(id)?.size ?? 0;
		kept.delete(id);
	};
	const keep = (card: Card) => {
		const own = sizeOf(card);
		drop(card.id);
		kept.set(card.id, { card, size: own });
		size += own;
		for (const id of kept.keys()) {
			if (size <= MOST_CHARACTERS) break;
			drop(id);
		}
	};
	return {
		get: async (ids) => {
			const missing = ids.filter((id) => !kept.has(id));
			const fresh = missing.length > 0 ? await load(db, missing) : [];
			const byId = new Map(fresh.map((card) => [card.id, card]));
			for (const id of ids) {
				const card = kept.get(id)?.card ?? byId.get(id);
				// Put back at the end: a Map forgets its oldest first.
				if (card) byId.set(id, card);
			}
			for (const card of byId.values()) keep(card);
			return ids.flatMap((id) => byId.get(id) ?? []);
		},
		forget: (ids) => ids.forEach(drop),
	};
}

async function load(db: Db, ids: readonly string[]): Promise<Card[]> {
	const rows = await db
		.selectFrom('translations as t')
		.innerJoin('articles as a', 'a.id', 't.article_id')
		.select(['t.id', 't.article_id', 'a.external_id', 't.lang', 't.slug', 't.title', 't.body'])
		.where('t.id', 'in', ids)
		.where('t.status', '=', 'published')
		.execute();
	return rows.map(({ body, ...row }) => ({
		...row,
		url: articleAddress(row),
		passages: passages(body, row.title),
		blocks: blocksText(body),
	}));
}

const sizeOf = ({ blocks, passages: sections }: Card) =>
	1_000 +
	blocks.reduce((sum, block) => sum + block.text.length + 200, 0) +
	sections.reduce((sum, section) => sum + section.text.length + 200, 0);
