import type { Library } from '#modules/knowledge/index.ts';
import { bestQuote } from './quote.ts';

type Preview = { preview: string; anchor: string };

/** More than three lines on the widest screen, where the style cuts. */
const LENGTH = 400;

/**
 * How the answer of each of these translations begins, so that customers see which one they mean. Nothing of those that are not published or have no text,
 * or while the index is being built.
 */
export function previewsOf({ cards }: Library, question: string, ids: readonly string[]): Map<string, Preview> {
	const found = cards.get(ids).flatMap((card): [string, Preview][] => {
		const quote = bestQuote(card, question);
		return quote ? [[card.id, { preview: quote.text.slice(0, LENGTH).toWellFormed(), anchor: quote.anchor }]] : [];
	});
	return new Map(found);
}
