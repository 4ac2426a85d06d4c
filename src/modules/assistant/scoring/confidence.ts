import { UNKNOWN_FIT } from './blend.ts';
import { fitChoices, sigmoid, weigh, yesOrNo, type Weights } from './logistic.ts';
import { ANSWERABLE, FIRST, PLAIN } from './prior.ts';
import type { Candidate, Trial } from './types.ts';

/**
 * Where the first candidate has example questions, confidence is the probability that the base answers the question at all, times the
 * probability that the first candidate does if any does: a question out of scope and one between two articles are unsure in different
 * ways. Where search is alone, `plain` judges both at once.
 */
export type ConfidenceModel = { plain: Weights; answerable: Weights; first: Weights };

export const PRIOR_MODEL: ConfidenceModel = {
	plain: PLAIN.weights,
	answerable: ANSWERABLE.weights,
	first: FIRST.weights,
};

/** The probability that the first candidate is right; 0 without one. `level` is what wrong articles score in this base. */
export function confidenceIn(model: ConfidenceModel, ranked: readonly Candidate[], level: number): number {
	const [first] = ranked;
	if (!first) return 0;
	if (first.fit === undefined) return sigmoid(weigh(model.plain, plainSignals(ranked, level)));
	const answerable = sigmoid(weigh(model.answerable, answerableSignals(first, level)));
	return answerable * sigmoid(weigh(model.first, firstSignals(first)));
}

/** How many questions have no answer in the base, as far as nobody has counted. */
const UNANSWERABLE = 0.07;

/** The model that the trials speak for, starting from the shipped one. Trials have example questions, so `plain` stays. */
export function fitConfidence(trials: readonly Trial[], levelOf: (lang: string) => number): ConfidenceModel {
	const known = trials.filter(({ ranked }) => ranked[0]?.fit !== undefined);
	const answered = known.filter(({ right }) => right !== undefined);
	const share = answered.length / known.length;
	const weightOf = (answerable: boolean) => (answerable ? (1 - UNANSWERABLE) / share : UNANSWERABLE / (1 - share));
	const scope = known.map(({ ranked, lang, right }) => {
		const answerable = right !== undefined;
		return yesOrNo(answerableSignals(ranked[0]!, levelOf(lang)), answerable, weightOf(answerable));
	});
	const firsts = answered.map(({ ranked: [first], right }) =>
		yesOrNo(firstSignals(first!), first!.articleId === right, 1),
	);
	return { plain: PLAIN.weights, answerable: fitChoices(scope, ANSWERABLE), first: fitChoices(firsts, FIRST) };
}

const MOST_AHEAD = 1.5;

/** In this order: constant, score over level, lead over the next, the lesser of both, coverage, length of the question. */
export function plainSignals(ranked: readonly Candidate[], level: number): number[] {
	const [first, second] = ranked;
	const above = aboveLevel(first!, level);
	const ahead = Math.min(MOST_AHEAD, second ? Math.log(first!.score / second.score) : MOST_AHEAD);
	return [1, above, ahead, Math.min(above + 0.3, 2 * ahead), first!.coverage, Math.log(1 + first!.terms)];
}

/** In this order: constant, score over level, coverage, fit. */
export const answerableSignals = (first: Candidate, level: number): number[] => [
	1,
	aboveLevel(first, level),
	first.coverage,
	first.fit ?? UNKNOWN_FIT,
];

const MOST_ODDS = 6;

/** In this order: constant, log-odds of being the best hit, fit, coverage. */
export function firstSignals({ chance, fit, coverage }: Candidate): number[] {
	const odds = Math.log(Math.max(chance, 1e-3) / Math.max(1 - chance, 1e-3));
	return [1, Math.min(MOST_ODDS, odds), fit ?? UNKNOWN_FIT, coverage];
}

const aboveLevel = ({ score }: Candidate, level: number): number =>
	Math.log(Math.max(score, 1e-4) / Math.max(level, 1e-4));
