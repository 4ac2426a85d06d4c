import type { Card } from '#modules/knowledge/index.ts';

type Section = Card['passages'][number];
type Leaf = Section['leaves'][number];

/** What can be quoted by itself: a paragraph, a list, steps, a callout, the row of a table, or the whole table that a sentence announces. */
export type Unit = {
	anchor: string;
	/** The ordinal of its section, and whether it begins it. */
	section: number;
	isFirst: boolean;
	leaves: Leaf[];
	/** The sentence that announces a list, steps or a table. */
	intro?: string;
	/** The first row of the table that the rows stand in. */
	head?: string;
};

const PICTURES = new Set<Leaf['type']>(['image', 'video', 'audio']);

/** The units of a section, in order. Headings answer nothing, nor do the captions of pictures. */
export function unitsOf({ anchor, leaves }: Section, section: number): Unit[] {
	const said = leaves.filter(({ type, text }) => type !== 'heading' && !PICTURES.has(type) && text.trim());
	const blocks = [...Map.groupBy(said, ({ group }) => group).values()];
	const units = blocks.flatMap((block, i) => partsOf(block, blocks[i - 1], blocks[i + 1]));
	return units.map((unit, i) => ({ ...unit, anchor, section, isFirst: i === 0 }));
}

type Part = Pick<Unit, 'leaves' | 'intro' | 'head'>;

function partsOf(block: Leaf[], before: Leaf[] | undefined, next: Leaf[] | undefined): Part[] {
	if (announces(block, next)) return [];
	const announced = before && announces(before, block) ? { intro: before[0]?.text ?? '' } : undefined;
	if (block[0]?.within !== 'table') return [{ leaves: block, ...announced }];
	const { head, rows } = tableOf(block);
	const whole = announced ? [{ leaves: rows, ...head, ...announced }] : [];
	return [...whole, ...rows.map((row) => ({ leaves: [row], ...head }))];
}

const LISTED = new Set<Leaf['within']>(['steps', 'orderedList', 'bulletList', 'table']);
const ANNOUNCING = /[:：]\s*$/;

/** Whether a block says no more than what comes next. */
function announces([first]: Leaf[], next: Leaf[] | undefined): boolean {
	if (first?.within !== 'paragraph' || !next?.[0]) return false;
	return LISTED.has(next[0].within) && ANNOUNCING.test(first.text);
}

/** The head of a table answers nothing without a row, and a row little without the head. */
function tableOf(all: Leaf[]): { head?: { head: string }; rows: Leaf[] } {
	const first = all.length > 1 ? all.find(({ item }) => item === 0) : undefined;
	return { rows: all.filter((row) => row !== first), ...(first && { head: { head: first.text } }) };
}
