import { detectLanguage } from '#core/text/detect.ts';
import { baseLang, canonicalLang } from '#core/text/languages.ts';
import { stemming } from '#core/text/stem.ts';
import { tokens } from '#core/text/tokens.ts';
import type { SearchIndex } from './search-index.ts';
import { MOST_TERMS, planQuery } from './plan.ts';
import type { Plan, Question } from './plan.ts';
import { evidenceFor, rankShard } from './rank.ts';
import type { Candidate, Evidence } from './rank.ts';
import { keyOf } from './read.ts';
import { partsOf } from './shard.ts';
import type { Location, Part, Shard } from './shard.ts';
import type { Entry, Hit, SearchOptions, SearchResult } from './types.ts';

type Reading = {
	/** Language to show answers in. */
	lang: string;
	fallback: string;
	/** Base languages the question may be asked in; none where it could be any. */
	own: Set<string>;
	prefix: boolean;
};

/** An article, its translation that fits best, and how well. `factor`: what its language left of the score. */
export type Found = { best: Candidate; score: number; factor: number; exact: boolean };

/** A question as every language read it, and the articles that fit it, best first. */
export type RankedArticles = { reading: Reading; plans: Map<Shard, Plan>; ranked: Found[] };

/** How much a translation earns whose language is not the question's. */
const OTHER_LANGUAGE = 0.75;
const SURE = 0.6;
/** A pasted page is as good as its beginning. */
const READ = 2_000;
/** More than one translation of an article can be among the best of a shard: two Chinese scripts. */
const SPARE = 2;

/** One hit per article, best first. Takes any string; linear in its (cut) length. */
export function search(index: SearchIndex, question: string, options: SearchOptions = {}): SearchResult {
	const { reading, plans, ranked } = rankArticles(index, question, options);
	return { lang: reading.lang, hits: present(index, reading, plans, ranked) };
}

/** What `search` shows, with the plans that led to it. */
export function rankArticles(index: SearchIndex, question: string, options: SearchOptions): RankedArticles {
	const asked = question.slice(0, READ);
	const reading = readQuestion(asked, options);
	const limit = options.limit ?? 10;
	const plans = new Map<Shard, Plan>();
	const articles = new Map<string, Found>();
	const terms = termsByStemming(asked);
	for (const shard of index.shards.values()) {
		const own = !reading.own.size || reading.own.has(shard.lang);
		const read = terms(shard.lang);
		const plan = planQuery(shard, read, { own, prefix: reading.prefix, words: options.words?.get(shard.lang) });
		plans.set(shard, plan);
		const exact = exactIn(shard, read.key);
		for (const candidate of rankShard(shard, plan, limit * SPARE))
			gather(articles, candidate, own ? 1 : OTHER_LANGUAGE, exact);
	}
	const ranked = [...articles.values()].toSorted((a, b) => b.score - a.score).slice(0, limit);
	return { reading, plans, ranked };
}

/** The terms of the question as each language reads it; most languages read it alike. */
function termsByStemming(question: string): (lang: string) => Question {
	const known = new Map<string, Question>();
	return (lang) => {
		const key = lang === 'vi' ? lang : stemming(lang);
		const read = known.get(key) ?? questionOf(question, lang);
		known.set(key, read);
		return read;
	};
}

function questionOf(text: string, lang: string): Question {
	const all = tokens(text, { lang });
	const unique = [...new Map(all.map((token) => [token.term, token])).values()];
	return { text, all, unique: unique.slice(0, MOST_TERMS), key: keyOf(all) };
}

function readQuestion(question: string, options: SearchOptions): Reading {
	const detected = detectLanguage(question);
	const sure = detected.confidence >= SURE;
	const asked = options.lang ? canonicalLang(options.lang) : undefined;
	const fallback = canonicalLang(options.fallbackLang ?? 'en');
	const own = new Set<string>();
	if (asked) own.add(baseLang(asked));
	if (sure) own.add(baseLang(detected.lang));
	return { lang: asked ?? (sure ? detected.lang : fallback), fallback, own, prefix: options.prefix ?? false };
}

/** Documents one of whose example questions is this very question. */
function exactIn(shard: Shard, key: number): Map<object, Set<number>> {
	return new Map(partsOf(shard).map((part) => [part, new Set(key ? part.source.exact(key) : [])]));
}

/** An exact question is as good as a question can be, but two articles may both have it. */
export const EXACT_BONUS = 0.3;

function gather(
	articles: Map<string, Found>,
	candidate: Candidate,
	factor: number,
	exact: Map<object, Set<number>>,
): void {
	const entry = candidate.part.entries[candidate.document]!;
	const isExact = exact.get(candidate.part)?.has(candidate.document) ?? false;
	const score = factor * candidate.score + (isExact ? EXACT_BONUS : 0);
	const known = articles.get(entry.articleId);
	if (!known || known.score < score) articles.set(entry.articleId, { best: candidate, score, factor, exact: isExact });
}

function present(index: SearchIndex, reading: Reading, plans: Map<Shard, Plan>, ranked: Found[]): Hit[] {
	const shown = ranked.map(({ best }) => translationToShow(index, reading, best));
	const evidence = evidenceOver(plans, [...shown, ...ranked.map(({ best }) => best)]);
	return ranked.map(({ best, score, exact }, i) => {
		const location = shown[i]!;
		const entry = entryAt(location);
		const { coverage, headCoverage, ...matched } = evidence(best);
		// The passage is looked for in the language that is shown; translations that match nothing keep the order of the sections.
		const inShown = evidence(location);
		const passage = inShown.passageCoverage
			? inShown.passage
			: Math.min(matched.passage, Math.max(0, entry.passages - 1));
		return {
			id: entry.id,
			articleId: entry.articleId,
			lang: entry.lang,
			score: Math.min(1, score),
			passage,
			features: { coverage, headCoverage, exact },
		};
	});
}

function evidenceOver(plans: Map<Shard, Plan>, locations: Location[]): (location: Location) => Evidence {
	const found = new Map<Part, Map<number, Evidence>>();
	for (const [part, own] of Map.groupBy(locations, (location) => location.part)) {
		const documents = own.map(({ document }) => document);
		found.set(part, evidenceFor(part, plans.get(own[0]!.shard)!, documents));
	}
	return ({ part, document }) => found.get(part)!.get(document)!;
}

const entryAt = ({ part, document }: Location): Entry => part.entries[document]!;

/** Asked language, else the same language in another script, else the site's default, else what matched best. */
function translationToShow(index: SearchIndex, reading: Reading, best: Candidate): Location {
	const { lang: found, articleId } = entryAt(best);
	if (found === reading.lang) return best;
	const base = baseLang(reading.lang);
	const isBest = ({ part, document }: Location) => document === best.document && part === best.part;
	const order = (location: Location) => {
		const { lang } = entryAt(location);
		if (lang === reading.lang) return 0;
		if (location.shard.lang === base) return isBest(location) ? 1 : 2;
		if (lang === reading.fallback) return 3;
		return isBest(location) ? 4 : 5;
	};
	const translations = index.articles.get(articleId) ?? [];
	return translations.reduce<Location>((chosen, next) => (order(next) < order(chosen) ? next : chosen), best);
}
