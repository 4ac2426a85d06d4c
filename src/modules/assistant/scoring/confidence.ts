import { UNKNOWN_FIT } from './blend.ts';
import { fitChoices, sigmoid, weigh, yesOrNo, type Weights } from './logistic.ts';
import { ASKED, PLAIN } from './prior.ts';
import { UNANSWERABLE } from './demand.ts';
import type { Candidate, Trial } from './types.ts';

/** Weights over `scopeSignals` and `leadSignals`, or their plain forms. */
export type Judge = { scope: Weights; lead: Weights };

/**
 * Confidence is the probability that the base answers a question at all, times the probability that the first candidate does if any
 * does: a question out of scope and one between two articles are unsure in different ways. `asked` judges where the first candidate
 * has example questions, so that the classifier bears witness, `plain` where search is alone.
 */
export type ConfidenceModel = { plain: Judge; asked: Judge };

export const PRIOR_MODEL: ConfidenceModel = {
	plain: { scope: PLAIN.scope.weights, lead: PLAIN.lead.weights },
	asked: { scope: ASKED.scope.weights, lead: ASKED.lead.weights },
};

/** Both probabilities, 0..1; the first as if `UNANSWERABLE` of all questions had no answer. */
export type Judgement = { answerable: number; first: number };

/** What the model says of ranked candidates. `level` is what wrong articles score in this base. */
export function judge({ plain, asked }: ConfidenceModel, ranked: readonly Candidate[], level: number): Judgement {
	const [first] = ranked;
	if (!first) return { answerable: 0, first: 0 };
	const [weights, scope, lead] =
		first.fit === undefined
			? [plain, plainScopeSignals(ranked, level), plainLeadSignals(ranked, level)]
			: [asked, scopeSignals(first, level), leadSignals(first)];
	return { answerable: sigmoid(weigh(weights.scope, scope)), first: sigmoid(weigh(weights.lead, lead)) };
}

/** The model that the trials speak for, starting from the shipped one. Trials are example questions, so `plain` stays. */
export function fitConfidence(trials: readonly Trial[], levelOf: (lang: string) => number): ConfidenceModel {
	const known = trials.filter(({ ranked }) => ranked[0]?.fit !== undefined);
	const answered = known.filter(({ right }) => right !== undefined);
	const share = answered.length / known.length;
	const scope = known.map(({ ranked, lang, right }) => {
		const weight = right === undefined ? UNANSWERABLE / (1 - share) : (1 - UNANSWERABLE) / share;
		return yesOrNo(scopeSignals(ranked[0]!, levelOf(lang)), right !== undefined, weight);
	});
	const lead = answered.map(({ ranked: [first], right }) =>
		yesOrNo(leadSignals(first!), first!.articleId === right, 1),
	);
	const asked = { scope: fitChoices(scope, ASKED.scope), lead: fitChoices(lead, ASKED.lead) };
	return { plain: PRIOR_MODEL.plain, asked };
}

/** In this order: constant, score over level, coverage, fit. */
const scopeSignals = (first: Candidate, level: number): number[] => [
	1,
	aboveLevel(first, level),
	first.coverage,
	first.fit ?? UNKNOWN_FIT,
];

const MOST_ODDS = 6;

/** In this order: constant, log-odds of being the best hit, fit, coverage. */
function leadSignals({ chance, fit, coverage }: Candidate): number[] {
	const odds = Math.log(Math.max(chance, 1e-3) / Math.max(1 - chance, 1e-3));
	return [1, Math.min(MOST_ODDS, odds), fit ?? UNKNOWN_FIT, coverage];
}

/** In this order: constant, score over level, coverage, how far the first stands out of the crowd. */
function plainScopeSignals(ranked: readonly Candidate[], level: number): number[] {
	const [first] = ranked;
	return [1, aboveLevel(first!, level), first!.coverage, aboveCrowd(ranked)];
}

const MOST_AHEAD = 1.5;

/** In this order: constant, log ratio to the second, score over level, coverage. */
function plainLeadSignals(ranked: readonly Candidate[], level: number): number[] {
	const [first, second] = ranked;
	const ahead = second ? Math.log(first!.score / Math.max(second.score, 1e-4)) : MOST_AHEAD;
	return [1, Math.min(MOST_AHEAD, ahead), aboveLevel(first!, level), first!.coverage];
}

const aboveLevel = ({ score }: Candidate, level: number): number =>
	Math.log(Math.max(score, 1e-4) / Math.max(level, 1e-4));

const MOST_ABOVE = 2;

/** Log ratio of the first score to the mean of those from the third to the tenth. */
function aboveCrowd(ranked: readonly Candidate[]): number {
	const crowd = ranked.slice(2, 10);
	if (!crowd.length) return 1;
	const mean = crowd.reduce((sum, { score }) => sum + score, 0) / crowd.length;
	return Math.min(MOST_ABOVE, Math.log(Math.max(ranked[0]!.score, 1e-4) / Math.max(mean, 1e-4)));
}
