import { fitOf, readQuestion, type Classifier } from './classifier.ts';
import { fitChoices, softmax, weigh, type Choice, type Weights } from './logistic.ts';
import { BLEND } from './prior.ts';
import type { Candidate, Hit, Trial } from './types.ts';

/**
 * The fit assumed of articles without example questions, so that they neither gain nor lose by the classifier: half way between what
 * right articles have and what wrong ones have that look right.
 */
export const NEUTRAL_FIT = 0.7;

/** The chance that an article which has this very question is right; it is shared where several have it. */
export const EXACT = 0.98;

/**
 * Hits in the order of search and classifier together, best first, with the chance of each given that one of them is right. Where no
 * hit has example questions the order is that of search.
 */
export function blend(
	hits: Hit[],
	classifier: Classifier,
	weights: Weights,
	question: string,
	lang: string,
): Candidate[] {
	const read =
		hits.some(({ articleId }) => classifier.rowOf.has(articleId)) && readQuestion(classifier, question, lang);
	const fit = (articleId: string) => (read ? fitOf(classifier, read, articleId) : undefined);
	return reorder(
		hits.map((hit) => ({ ...hit, fit: fit(hit.articleId), chance: 0 })),
		weights,
	);
}

/** Candidates with their chances under these weights, best first; those that have this very question lead. */
export function reorder(candidates: Candidate[], weights: Weights): Candidate[] {
	if (!candidates.length) return [];
	const chances = softmax(evidenceOf(candidates).map((features) => weigh(weights, features)));
	const exact = candidates.filter((candidate) => candidate.exact).length;
	const chanceOf = (candidate: Candidate, chance: number) => {
		if (!exact) return chance;
		return candidate.exact ? EXACT / exact : (1 - EXACT) * chance;
	};
	return candidates
		.map((candidate, i) => ({ ...candidate, chance: chanceOf(candidate, chances[i]!) }))
		.toSorted((a, b) => b.chance - a.chance);
}

/** How much search and classifier count, learnt from trials where an article of the base is right and was found. */
export function fitBlend(trials: readonly Trial[]): Weights {
	return fitChoices(trials.flatMap(choiceOf), BLEND);
}

function choiceOf({ ranked, right }: Trial): Choice[] {
	const at = ranked.findIndex(({ articleId }) => articleId === right);
	return at < 0 ? [] : [{ options: evidenceOf(ranked), right: at, weight: 1 }];
}

/** Search counts by the ratio to the best score, which does not depend on how an index normalises. */
function evidenceOf(candidates: Candidate[]): number[][] {
	const best = Math.max(...candidates.map(({ score }) => score));
	return candidates.map(({ score, fit }) => [Math.log(Math.max(score, 1e-6) / best), fit ?? NEUTRAL_FIT]);
}
