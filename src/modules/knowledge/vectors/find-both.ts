import type { Library } from '../library.ts';
import { fuse } from './fuse.ts';

export type Found = {
	/** Id of the translation to show. */
	id: string;
	articleId: string;
	passage: number;
	/** 0..1: the share of the best that the question could earn; of articles found by meaning alone, how near they are. */
	score: number;
};

/** The two rankings are compared so far down. */
const DEPTH = 50;

/** One hit an article, best first: by words, and by meaning as well where the owner has set a model for that. */
export async function findBoth(
	library: Library,
	question: string,
	{ lang, fallbackLang, limit }: { lang?: string | undefined; fallbackLang: string; limit: number },
): Promise<Found[]> {
	const options = { fallbackLang, ...(lang && { lang }) };
	const first = library.find(question, { ...options, limit });
	const near = await library.nearest(question, { lang: first.lang, fallbackLang, limit: DEPTH });
	if (near.length === 0) return first.hits;
	const { hits } = library.find(question, { ...options, limit: Math.max(limit, DEPTH) });
	const byMeaning = near.map(({ similarity, ...one }): Found => ({ ...one, score: Math.max(0, similarity) }));
	const found = new Map<string, Found>([...byMeaning, ...hits].map((hit) => [hit.articleId, hit]));
	const order = fuse(
		hits.map(({ articleId }) => articleId),
		near.map(({ articleId }) => articleId),
	);
	return order.slice(0, limit).flatMap((articleId) => found.get(articleId) ?? []);
}
