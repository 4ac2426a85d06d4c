import { type Card, passageScorer } from '#modules/knowledge/index.ts';
import { type Unit, unitsOf } from './quote-units.ts';
import type { Layout } from './tables.ts';

export type Quote = { text: string; anchor: string; layout?: Layout };

type Leaf = Unit['leaves'][number];

/** Longer than this is a chapter, not an answer: it is cut between blocks. */
const LONGEST = 1_200;

const FORMATS: Partial<Record<Leaf['within'], Layout['format']>> = {
	steps: 'steps',
	orderedList: 'steps',
	bulletList: 'list',
	table: 'table',
};

/**
 * The paragraph, steps, list or table row that answers best, word for word. Steps and lists are quoted whole, because a procedure with steps left
 * out misleads. Nothing when the article has no text.
 */
export function bestQuote(card: Card, question: string): Quote | undefined {
	const unit = bestUnit(card, question);
	return unit && quoteOf(unit);
}

/** Articles begin with their answer in short: what stands further down has to fit this much better. */
const LEAD = 0.5;
/** How much the heading of a section says for what it begins with. */
const HEADING = 0.6;

function bestUnit(card: Card, question: string): Unit | undefined {
	const units = card.passages.flatMap(unitsOf);
	const texts = units.map(({ intro, head, leaves }) => ({ heading: intro ?? head ?? '', text: textOf(leaves) }));
	const headings = card.passages.map(({ heading }) => ({ heading, text: '' }));
	const scoresOf = passageScorer(question, card);
	const [own, above] = [scoresOf(texts), scoresOf(headings)];
	const scores = units.map(
		({ section, isFirst }, i) => own[i]! + (i === 0 ? LEAD : 0) + (isFirst ? HEADING * above[section]! : 0),
	);
	return units[scores.indexOf(Math.max(...scores))];
}

function quoteOf({ anchor, leaves, intro, head }: Unit): Quote {
	const format = FORMATS[leaves[0]?.within ?? 'paragraph'];
	const text = textOf(leaves);
	if (!format) return { text: cut(text), anchor };
	const columns = head && { head: cellsOf(head) };
	if (format === 'table' && !intro)
		return { text: cut(text), anchor, layout: { format: 'row', parts: cellsOf(cut(text)), ...columns } };
	const parts = fitting([...Map.groupBy(leaves, ({ item }) => item).values()].map(textOf));
	const layout = { format, parts, ...(intro && { intro }), ...columns };
	return { text: [...(intro ? [intro] : []), ...parts].join('\n'), anchor, layout };
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
