import type { Card } from '#modules/knowledge/index.ts';

type Section = Card['passages'][number];
type Leaf = Section['leaves'][number];

/** What can be quoted by itself: a paragraph, a list, steps, a callout or the row of a table. */
export type Unit = {
	anchor: string;
	/** The ordinal of its section, and whether it begins it. */
	section: number;
	isFirst: boolean;
	leaves: Leaf[];
	/** The sentence that announces a list or steps. */
	intro?: string;
	/** The first row of the table that a row stands in. */
	head?: string;
};

const PICTURES = new Set<Leaf['type']>(['image', 'video', 'audio']);

/** The units of a section, in order. Headings answer nothing, nor do the captions of pictures. */
export function unitsOf({ anchor, leaves }: Section, section: number): Unit[] {
	const said = leaves.filter(({ type, text }) => type !== 'heading' && !PICTURES.has(type) && text.trim());
	const blocks = [...Map.groupBy(said, ({ group }) => group).values()];
	const units = blocks.flatMap((block, i) => (announces(block, blocks[i + 1]) ? [] : partsOf(block, blocks[i - 1])));
	return units.map((unit, i) => ({ ...unit, anchor, section, isFirst: i === 0 }));
}

type Part = Pick<Unit, 'leaves' | 'intro' | 'head'>;

function partsOf(block: Leaf[], before: Leaf[] | undefined): Part[] {
	if (block[0]?.within === 'table') return rowsOf(block);
	const intro = before && announces(before, block) ? before[0]?.text : undefined;
	return [{ leaves: block, ...(intro && { intro }) }];
}

const LISTED = new Set<Leaf['within']>(['steps', 'orderedList', 'bulletList']);
const ANNOUNCING = /[:：]\s*$/;

/** Whether a block says no more than what comes next. */
function announces([first]: Leaf[], next: Leaf[] | undefined): boolean {
	if (first?.within !== 'paragraph' || !next?.[0]) return false;
	return LISTED.has(next[0].within) && ANNOUNCING.test(first.text);
}

/** The head of a table answers nothing without a row, and a row little without the head. */
function rowsOf(rows: Leaf[]): Part[] {
	const head = rows.length > 1 ? rows.find(({ item }) => item === 0) : undefined;
	return rows.filter((row) => row !== head).map((row) => ({ leaves: [row], ...(head && { head: head.text }) }));
}
