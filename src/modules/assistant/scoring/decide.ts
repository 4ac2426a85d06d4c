import type { Candidate } from './types.ts';

/** As far as deciding needs it. */
type Likely = Pick<Candidate, 'chance'>;

export type Outcome = 'answer' | 'choices' | 'unsure';

/** From which confidence on a question is answered, and from which chance that a short list holds the answer the list is shown. */
export type Thresholds = { answer: number; choices: number };

/** Of the questions that get an answer, at least this share should get the right one. */
const RIGHT_SHARE = 0.9;
const SHIPPED: Thresholds = { answer: 0.65, choices: 0.55 };
/** An answer is likelier right than wrong. */
const LOWEST_ANSWER = 0.5;
const HIGHEST_ANSWER = 0.8;
const ENOUGH = 50;

/**
 * Answers when sure enough; else, when one of the first few probably is right, offers those to choose from; else says it is unsure.
 */
export function decide(candidates: readonly Likely[], confidence: number, thresholds: Thresholds): Outcome {
	if (!candidates.length) return 'unsure';
	if (confidence >= thresholds.answer) return 'answer';
	return chanceOfList(candidates, confidence) >= thresholds.choices ? 'choices' : 'unsure';
}

/** How many are offered to choose from. */
export const CHOICES = 4;

/** The chance that one of the first candidates is right: the confidence in the first, and the others in proportion. */
export function chanceOfList(candidates: readonly Likely[], confidence: number): number {
	const [first] = candidates;
	if (!first?.chance) return 0;
	const among = candidates.slice(0, CHOICES).reduce((sum, { chance }) => sum + chance, 0);
	return Math.min(1, (confidence * among) / first.chance);
}

/**
 * The lowest confidence from which on the expected share of right answers reaches the target. `confidences` are those of the trials of
 * a fit; with too few the shipped thresholds stay.
 */
export function thresholdsFrom(confidences: readonly number[]): Thresholds {
	if (confidences.length < ENOUGH) return SHIPPED;
	const sorted = confidences.toSorted((a, b) => b - a);
	let sum = 0;
	const share = sorted.map((confidence, i) => (sum += confidence) / (i + 1));
	const last = share.findLastIndex((expected) => expected >= RIGHT_SHARE);
	const answer = last === sorted.length - 1 ? LOWEST_ANSWER : (sorted[last] ?? HIGHEST_ANSWER);
	return { answer: Math.min(HIGHEST_ANSWER, Math.max(LOWEST_ANSWER, answer)), choices: SHIPPED.choices };
}
