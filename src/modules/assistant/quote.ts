import { bestPassages, type Card } from '#modules/knowledge/index.ts';
import type { Layout } from './tables.ts';

export type Quote = { text: string; anchor: string; layout?: Layout };

/** Longer than this is a chapter, not an answer: it is cut between blocks. */
const LONGEST = 1_200;

type Section = Card['passages'][number];
type Leaf = Section['leaves'][number];
/** `head` is the first row of the table that a row stands in. */
type Unit = { anchor: string; leaves: Leaf[]; head?: string };

const FORMATS: Partial<Record<Leaf['within'], Layout['format']>> = {
	steps: 'steps',
	orderedList: 'steps',
	bulletList: 'list',
	table: 'row',
};

/**
 * The paragraph, steps, list or table row that answers best, word for word. Steps and lists are quoted whole, because a procedure with steps left
 * out misleads. Nothing when the article has no text.
 */
export function bestQuote(card: Card, question: string): Quote | undefined {
	const units = card.passages.flatMap(unitsOf);
	const texts = units.map(({ leaves }) => ({ heading: '', text: textOf(leaves) }));
	const unit = units[bestPassages(texts, question, card.lang)[0]?.ordinal ?? 0];
	return unit && quoteOf(unit);
}

/** Leaves of one list, procedure or callout belong together; headings answer nothing; each row of a table stands for itself. */
function unitsOf({ anchor, leaves }: Section): Unit[] {
	const said = leaves.filter(({ type, text }) => type !== 'heading' && text.trim());
	const blocks = Map.groupBy(said, ({ group }) => group);
	return [...blocks.values()].flatMap((block) =>
		block[0]?.within === 'table' ? rowsOf(block, anchor) : [{ anchor, leaves: block }],
	);
}

/** The head of a table answers nothing without a row, and a row little without the head. */
function rowsOf(rows: Leaf[], anchor: string): Unit[] {
	const head = rows.length > 1 ? rows.find(({ item }) => item === 0) : undefined;
	return rows.filter((row) => row !== head).map((row) => ({ anchor, leaves: [row], ...(head && { head: head.text }) }));
}

function quoteOf({ anchor, leaves, head }: Unit): Quote {
	const format = FORMATS[leaves[0]?.within ?? 'paragraph'];
	const text = textOf(leaves);
	if (!format) return { text: cut(text), anchor };
	if (format === 'row') {
		const layout = { format, parts: cellsOf(cut(text)), ...(head && { head: cellsOf(head) }) };
		return { text: cut(text), anchor, layout };
	}
	const parts = fitting([...Map.groupBy(leaves, ({ item }) => item).values()].map(textOf));
	return { text: parts.join('\n'), anchor, layout: { format, parts } };
}

const textOf = (leaves: readonly Leaf[]) => leaves.map(({ text }) => text).join('\n');

/** As `blockText` of knowledge joins them; empty cells are not among them. */
const cellsOf = (row: string) => row.split(' | ');

/** As many whole parts as an answer may be long, at least the beginning of the first. */
function fitting(parts: readonly string[]): string[] {
	let room = LONGEST;
	const count = parts.findIndex((part) => (room -= part.length + 1) < 0);
	if (count === 0) return [cut(parts[0] ?? '')];
	return parts.slice(0, count < 0 ? parts.length : count);
}

function cut(text: string): string {
	if (text.length <= LONGEST) return text;
	const end = text.lastIndexOf('\n', LONGEST);
	return text.slice(0, end > 0 ? end : LONGEST).toWellFormed();
}
