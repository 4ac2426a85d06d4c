import { bestPassages, type Card } from '#modules/knowledge/index.ts';

export type Quote = { text: string; anchor: string };

/** Longer than this is a chapter, not an answer: it is cut between blocks. */
const LONGEST = 1_200;

type Unit = { anchor: string; text: string };

/**
 * The paragraph, steps, list or table row that answers best, word for word. Steps and lists are quoted whole, because a procedure with steps left
 * out misleads. Nothing when the article has no text.
 */
export function bestQuote(card: Card, question: string): Quote | undefined {
	const units = unitsOf(card);
	const texts = units.map(({ text }) => ({ heading: '', text }));
	const unit = units[bestPassages(texts, question, card.lang)[0]?.ordinal ?? 0];
	return unit && { text: cut(unit.text), anchor: unit.anchor };
}

/** Blocks of one list, procedure or callout belong together; headings answer nothing; each row of a table stands for itself. */
function unitsOf({ blocks }: Card): Unit[] {
	const units: (Unit & { group: string })[] = [];
	for (const block of blocks) {
		if (block.type === 'heading' || !block.text.trim()) continue;
		const last = units.at(-1);
		if (last && last.group === block.group && block.type !== 'tableRow') last.text += `\n${block.text}`;
		else units.push({ group: block.group, anchor: block.anchor, text: block.text });
	}
	return units;
}

function cut(text: string): string {
	if (text.length <= LONGEST) return text;
	const end = text.lastIndexOf('\n', LONGEST);
	return text.slice(0, end > 0 ? end : LONGEST).toWellFormed();
}
