import { storable } from '#core/text/storable.ts';
import type { Card } from './cards.ts';
import type { Library } from './library.ts';
import { bestSentences } from './search/best-sentences.ts';

export type ArticleHit = {
	/** Id of the translation. */
	id: string;
	article_id: string;
	external_id: string;
	slug: string;
	lang: string;
	title: string;
	excerpt: string;
	/** Path of the page, with the section that fits best. */
	url: string;
	/** 0..1: the share of the best that the question could earn. */
	score: number;
};

export type SearchQuery = { q: string; lang?: string | undefined; fallbackLang: string; limit: number };

/** Longer questions are cut here: no further word changes what is found. */
export const LONGEST_QUESTION = 2_000;
const EXCERPT = 200;

/** One result per article, best first. `took_ms` is the time the search itself took. */
export async function searchArticles(
	library: Library,
	{ q, lang, fallbackLang, limit }: SearchQuery,
): Promise<{ results: ArticleHit[]; took_ms: number }> {
	const begun = performance.now();
	const question = storable(q).slice(0, LONGEST_QUESTION);
	const { hits } = library.find(question, { fallbackLang, limit, ...(lang && { lang }) });
	const cards = new Map((await library.cards.get(hits.map((hit) => hit.id))).map((card) => [card.id, card]));
	const results = hits.flatMap((hit) => {
		const card = cards.get(hit.id);
		return card ? [present(card, hit.passage, hit.score, question)] : [];
	});
	return { results, took_ms: round(performance.now() - begun) };
}

/** Titles that fit what is being typed. */
export async function suggestArticles(
	library: Library,
	{ q, lang, fallbackLang, limit }: SearchQuery,
): Promise<{ title: string; url: string; lang: string }[]> {
	const { hits } = library.find(storable(q).slice(0, LONGEST_QUESTION), {
		fallbackLang,
		limit,
		prefix: true,
		...(lang && { lang }),
	});
	const cards = await library.cards.get(hits.map((hit) => hit.id));
	return cards.map(({ title, url, lang: shown }) => ({ title, url, lang: shown }));
}

function present(card: Card, passage: number, score: number, question: string): ArticleHit {
	const { id, article_id, external_id, slug, lang, title } = card;
	const section = card.passages[passage];
	const anchor = section?.anchor ? `#${encodeURIComponent(section.anchor)}` : '';
	return {
		id,
		article_id,
		external_id,
		slug,
		lang,
		title,
		excerpt: excerptOf(section?.text ?? '', question, lang),
		url: card.url + anchor,
		score: round(score, 4),
	};
}

/** The sentences of the section that fit best, about two lines of them. */
function excerptOf(text: string, question: string, lang: string): string {
	const from = bestSentences(text, question, lang)[0]?.start ?? 0;
	const characters = [...text.slice(from, from + EXCERPT * 2).replace(/\s+/g, ' ')];
	const cut = characters.length > EXCERPT ? `${characters.slice(0, EXCERPT).join('').trimEnd()}…` : characters.join('');
	return from > 0 ? `… ${cut}` : cut;
}

export const round = (value: number, digits = 1) => Number(value.toFixed(digits));
