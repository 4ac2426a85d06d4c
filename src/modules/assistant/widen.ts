import type { Card, Library } from '#modules/knowledge/index.ts';
import type { Ranked } from './scorer.ts';

/** How many articles are shown beside an answer, or instead of one. */
const CANDIDATES = 5;

/**
 * The best articles to show. Where the words alone left us unsure, those nearest by meaning stand first: they may be what the customer meant. That
 * does not make us surer; confidence is what the words earned.
 */
export async function candidatesOf(
	library: Library,
	ranked: Ranked,
	question: string,
	fallbackLang: string,
): Promise<{ card: Card; score: number }[]> {
	const near =
		ranked.outcome === 'unsure'
			? await library.nearest(question, { lang: ranked.lang, fallbackLang, limit: CANDIDATES })
			: [];
	const scores = new Map([
		...near.map(({ id, similarity }): [string, number] => [id, Math.max(0, similarity)]),
		...ranked.candidates.map(({ id, score }): [string, number] => [id, score]),
	]);
	const ids = interleaved(near.map(({ id }) => id), ranked.candidates.slice(0, CANDIDATES).map(({ id }) => id)); // prettier-ignore
	const cards = library.cards.get(ids);
	const articles = new Map(cards.toReversed().map((card) => [card.article_id, card]));
	return cards
		.filter((card) => articles.get(card.article_id) === card)
		.slice(0, CANDIDATES)
		.map((card) => ({ card, score: Number((scores.get(card.id) ?? 0).toFixed(4)) }));
}

function interleaved(some: string[], others: string[]): string[] {
	const both = Array.from({ length: Math.max(some.length, others.length) }, (_, i) => [some[i], others[i]]);
	return [...new Set(both.flat().filter((id) => id !== undefined))];
}
