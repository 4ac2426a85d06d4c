import { baseLang } from '#core/text/languages.ts';
import { EVERY } from './features.ts';

/** What a question is told by. `articles`: the first two it was shown. */
export type Asked = { features: readonly number[]; articles: readonly string[]; lang: string };

/** In how many questions each feature stands, and under `EVERY` how many there are. */
export type Counts = ReadonlyMap<number, number>;

/** From this likeness on, two questions ask for the same. */
export const SAME = 0.4;
/** Words tell more than the articles that came up; in another language they hardly can. */
const WORDS = 0.75;
const WORDS_ABROAD = 0.35;

export const rarityOf = (counts: Counts, feature: number): number =>
	Math.log(1 + (counts.get(EVERY) ?? 1) / ((counts.get(feature) ?? 0) + 0.5));

/** 0..1: the share of telling words that both have, rare ones counting more, and of the first two articles. */
export function likeness(one: Asked, other: Asked, counts: Counts): number {
	const words = baseLang(one.lang) === baseLang(other.lang) ? WORDS : WORDS_ABROAD;
	return words * sharedWords(one, other, counts) + (1 - words) * sharedArticles(one, other);
}

/** Weighted Jaccard. */
function sharedWords(one: Asked, other: Asked, counts: Counts): number {
	const others = new Set(other.features);
	const weigh = (features: readonly number[]) => features.reduce((sum, feature) => sum + rarityOf(counts, feature), 0);
	const shared = weigh(one.features.filter((feature) => others.has(feature)));
	const all = weigh(one.features) + weigh(other.features) - shared;
	return all > 0 ? shared / all : 0;
}

function sharedArticles(one: Asked, other: Asked): number {
	const most = Math.max(one.articles.length, other.articles.length);
	return most ? one.articles.filter((article) => other.articles.includes(article)).length / most : 0;
}

/** The one that is most like all the others, the first of equals; undefined for none. */
export function mostTypical<Q extends Asked>(questions: readonly Q[], counts: Counts): Q | undefined {
	let best: { question: Q; sum: number } | undefined;
	for (const question of questions) {
		const sum = questions.reduce((all, other) => all + likeness(question, other, counts), 0);
		if (!best || sum > best.sum + 1e-9) best = { question, sum };
	}
	return best?.question;
}
