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

/** Leaves of one list, procedure or callout belong together; headings answer nothing; each row of a table stands for itself. */
function unitsOf({ passages }: Card): Unit[] {
	return passages.flatMap(({ anchor, leaves }) => {
		const units: (Unit & { group: number })[] = [];
		for (const leaf of leaves) {
			if (leaf.type === 'heading' || !leaf.text.trim()) continue;
			const last = units.at(-1);
			if (last && last.group === leaf.group && leaf.within !== 'table') last.text += `\n${leaf.text}`;
			else units.push({ group: leaf.group, anchor, text: leaf.text });
		}
		return units;
	});
}

function cut(text: string): string {
	if (text.length <= LONGEST) return text;
	const end = text.lastIndexOf('\n', LONGEST);
	return text.slice(0, end > 0 ? end : LONGEST).toWellFormed();
}
