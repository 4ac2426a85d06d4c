import { storable } from '#core/text/storable.ts';
import type { Section } from './cards.ts';
import { excerptFor, type Wanted, wantedWords } from './excerpt-for.ts';
import type { Library } from './library.ts';
import { type Found, findBoth } from './vectors/find-both.ts';

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

/** One result per article, best first. `took_ms` is the time the search itself took. */
export async function searchArticles(
	library: Library,
	{ q, lang, fallbackLang, limit }: SearchQuery,
): Promise<{ results: ArticleHit[]; took_ms: number }> {
	const begun = performance.now();
	const question = storable(q).slice(0, LONGEST_QUESTION);
	const options = { fallbackLang, limit, ...(lang && { lang }) };
	const results = library.byMeaning()
		? resultsOf(library, question, await findBoth(library, question, options))
		: library.lately(JSON.stringify(['results', question, options]), () =>
				resultsOf(library, question, library.find(question, options).hits),
			);
	return { results, took_ms: round(performance.now() - begun) };
}

function resultsOf(library: Library, question: string, hits: readonly Found[]): ArticleHit[] {
	const wanted = wantedWords(question);
	const scores = new Map(hits.map(({ id, score }) => [id, score]));
	return library.cards.sections(hits).map((section) => present(section, scores.get(section.id) ?? 0, wanted));
}

/** Titles that fit what is being typed. */
export async function suggestArticles(
	library: Library,
	{ q, lang, fallbackLang, limit }: SearchQuery,
): Promise<{ title: string; url: string; lang: string }[]> {
	const typed = storable(q).slice(0, LONGEST_QUESTION);
	const options = { fallbackLang, limit, prefix: true, ...(lang && { lang }) };
	return library.lately(JSON.stringify(['suggestions', typed, options]), () => {
		const { hits } = library.find(typed, options);
		const cards = library.cards.get(hits.map(({ id }) => id));
		return cards.map(({ title, url, lang: shown }) => ({ title, url, lang: shown }));
	});
}

function present(section: Section, score: number, wanted: Wanted): ArticleHit {
	const { id, article_id, external_id, slug, lang, title, text } = section;
	const anchor = section.anchor ? `#${encodeURIComponent(section.anchor)}` : '';
	return {
		id,
		article_id,
		external_id,
		slug,
		lang,
		title,
		excerpt: excerptFor(text, wanted),
		url: section.url + anchor,
		score: round(score, 4),
	};
}

export const round = (value: number, digits = 1) => Number(value.toFixed(digits));
