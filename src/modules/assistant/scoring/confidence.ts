import { EXACT, NEUTRAL_FIT } from './blend.ts';
import { fitChoices, sigmoid, weigh, yesOrNo, type Weights } from './logistic.ts';
import { ASKED, PLAIN } from './prior.ts';
import { UNANSWERABLE } from './demand.ts';
import type { Candidate, Trial } from './types.ts';

/** Weights over `scopeSignals` and `leadSignals`, or their plain forms. */
type Judge = { scope: Weights; lead: Weights };

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

/**
 * How much likelier, in log-odds, the first is right than leave-one-out trials say. Whoever writes example questions lets each say
 * something new, and one of them is missing; customers ask what is usual. So it was in every set with both kinds that we looked at.
 */
const TRIALS_ARE_HARDER = 0.3;

/** What the model says of ranked candidates. `level` is what wrong articles score in this base. */
export function judge({ plain, asked }: ConfidenceModel, ranked: readonly Candidate[], level: number): Judgement {
	const [first] = ranked;
	if (!first) return { answerable: 0, first: 0 };
	if (first.exact) return { answerable: EXACT, first: first.chance };
	if (first.fit === undefined)
		return {
			answerable: sigmoid(weigh(plain.scope, plainScopeSignals(ranked, level))),
			first: sigmoid(weigh(plain.lead, plainLeadSignals(ranked, level))),
		};
	return {
		answerable: sigmoid(weigh(asked.scope, scopeSignals(first, level))),
		first: sigmoid(weigh(asked.lead, leadSignals(first, level)) + TRIALS_ARE_HARDER),
	};
}

/** How many of the questions without an answer have nothing to do with the business; the others are near its articles. */
const FAR = 0.2;

/**
 * The model that the trials speak for, starting from the shipped one. `far`: questions that no help centre answers; without them all
 * that is unanswerable would lie near some article, and what lies far would be judged by a line drawn elsewhere. Trials are example
 * questions, so `plain` stays.
 */
export function fitConfidence(
	trials: readonly Trial[],
	far: readonly Trial[],
	levelOf: (lang: string) => number,
): ConfidenceModel {
	const known = trials.filter(isTelling);
	const answered = known.filter(({ right }) => right !== undefined);
	const near = known.filter(({ right }) => right === undefined);
	const away = far.filter(isTelling);
	const farShare = away.length ? (near.length ? FAR : 1) : 0;
	const scope = [
		{ cases: answered, share: 1 - UNANSWERABLE },
		{ cases: near, share: UNANSWERABLE * (1 - farShare) },
		{ cases: away, share: UNANSWERABLE * farShare },
	].flatMap(({ cases, share }) =>
		cases.map(({ ranked, lang, right }) => {
			const weight = (known.length * share) / cases.length;
			return yesOrNo(scopeSignals(ranked[0]!, levelOf(lang)), right !== undefined, weight);
		}),
	);
	const lead = answered.map(({ ranked: [first], lang, right }) =>
		yesOrNo(leadSignals(first!, levelOf(lang)), first!.articleId === right, 1),
	);
	const asked = { scope: fitChoices(scope, ASKED.scope), lead: fitChoices(lead, ASKED.lead) };
	return { plain: PRIOR_MODEL.plain, asked };
}

/** Exact questions are not judged by the model, nor are those led by an article without example questions. */
const isTelling = ({ ranked: [first] }: Trial): boolean => first?.fit !== undefined && !first.exact;

/**
 * In this order: constant, score over level, share in title and questions, fit. The body is left out: long articles hold most words of
 * most questions.
 */
const scopeSignals = (first: Candidate, level: number): number[] => [
	1,
	aboveLevel(first, level),
	first.head,
	first.fit ?? NEUTRAL_FIT,
];

const MOST_ODDS = 6;

/** Beyond this a higher score makes the first hit no likelier: in short questions it is easily earned. */
const MOST_OVER_LEVEL = 1;

/** In this order: constant, log-odds of being the best hit, fit, share in title and questions, score over level. */
function leadSignals(first: Candidate, level: number): number[] {
	const { chance, fit, head } = first;
	const odds = Math.log(Math.max(chance, 1e-3) / Math.max(1 - chance, 1e-3));
	const over = Math.min(MOST_OVER_LEVEL, aboveLevel(first, level));
	return [1, Math.min(MOST_ODDS, odds), fit ?? NEUTRAL_FIT, head, over];
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
