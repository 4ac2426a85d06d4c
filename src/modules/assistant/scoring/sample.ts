import type { ScoredDocument } from './types.ts';

type Sampled = Pick<ScoredDocument, 'articleId' | 'questions'>;

/**
 * About `most` documents, spread evenly over all, those of articles with example questions before others. Articles are taken whole:
 * one that is absent in an examination has to be absent in every language.
 */
export function sampleOf<D extends Sampled>(documents: readonly D[], most: number): D[] {
	if (documents.length <= most) return [...documents];
	const articles = [...Map.groupBy(documents, ({ articleId }) => articleId).values()];
	const isAsked = (article: D[]) => article.some(({ questions }) => questions.length > 0);
	const asked = spread(articles.filter(isAsked), most);
	const others = articles.filter((article) => !isAsked(article));
	return [...asked, ...spread(others, most - asked.length)];
}

function spread<D>(articles: readonly D[][], most: number): D[] {
	const all = articles.flat();
	return all.length <= most ? all : evenly(articles, Math.max(0, (articles.length * most) / all.length)).flat();
}

/** About so many of them, at equal distances. */
export const evenly = <T>(all: readonly T[], count: number): T[] =>
	all.filter((_, i) => Math.floor((i * count) / all.length) !== Math.floor(((i - 1) * count) / all.length));
