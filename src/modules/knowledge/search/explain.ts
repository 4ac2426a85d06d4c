import type { How, Plan } from './plan.ts';
import { EXACT_BONUS, type Found, rankArticles } from './search.ts';
import type { SearchIndex } from './search-index.ts';
import type { SearchOptions } from './types.ts';
import { GOOD_IMPACT, IMPACTS } from './weights.ts';

/** A term that was found, and what it brought. */
export type Gain = {
	/** The term of the question it stands for. */
	asked: string;
	/** The term of the index. */
	term: string;
	how: How;
	/** Its part of the article's score, after the language's factor. */
	share: number;
};

/** Why an article has the score it has: the gains and the bonus add up to it. */
export type ScoreReasons = {
	articleId: string;
	/** The translation that was scored; another may be shown. */
	id: string;
	lang: string;
	score: number;
	gains: Gain[];
	/** What is left of a score in a language that is not the question's; 1 in its own. */
	factor: number;
	/** For an example question or title that is the question word for word, 0 for none. */
	bonus: number;
	/** Terms of the question that this translation does not hold, the weightiest first. */
	missing: string[];
};

export type SearchReasons = {
	lang: string;
	/** The question's terms with their share of its weight, 0..1, as the first language that was asked reads them. */
	terms: { term: string; weight: number }[];
	articles: ScoreReasons[];
};

/** `search`, taken apart: by the very plans and lists that ranking used, so that it can tell nothing else. */
export function explainSearch(index: SearchIndex, question: string, options: SearchOptions = {}): SearchReasons {
	const { reading, plans, ranked } = rankArticles(index, question, options);
	const first = ranked[0] ? plans.get(ranked[0].best.shard) : [...plans.values()][0];
	return {
		lang: reading.lang,
		terms: first ? weightsOf(first) : [],
		articles: ranked.map((found) => reasonsFor(plans.get(found.best.shard)!, found)),
	};
}

const weighing = (plan: Plan): number => plan.slots.reduce((sum, weight) => sum + weight, 0);

function weightsOf(plan: Plan): SearchReasons['terms'] {
	const whole = weighing(plan) || 1;
	return plan.asked
		.map((term, slot) => ({ term, weight: plan.slots[slot]! / whole }))
		.filter(({ weight }) => weight > 0);
}

function reasonsFor(plan: Plan, { best, score, factor, exact }: Found): ScoreReasons {
	const { id, articleId, lang } = best.part.entries[best.document]!;
	const most = weighing(plan) * GOOD_IMPACT;
	const document = Int32Array.of(best.document);
	const found = new Uint16Array(1);
	const gains: Gain[] = [];
	const covered = new Set<number>();
	for (const { slot, weight, term, how, found: places } of plan.terms) {
		for (const place of places) {
			if (place.part !== best.part) continue;
			best.part.source.lookUp(place.term, document, found);
			if (!found[0]) continue;
			covered.add(slot);
			const share = (factor * weight * IMPACTS[found[0] & 255]!) / most;
			gains.push({ asked: plan.asked[slot]!, term, how, share });
		}
	}
	return {
		articleId,
		id,
		lang,
		score: Math.min(1, score),
		gains: gains.toSorted((a, b) => b.share - a.share),
		factor,
		bonus: exact ? EXACT_BONUS : 0,
		missing: [...plan.slots.keys()]
			.filter((slot) => plan.slots[slot]! > 0 && !covered.has(slot))
			.toSorted((a, b) => plan.slots[b]! - plan.slots[a]!)
			.map((slot) => plan.asked[slot]!),
	};
}
