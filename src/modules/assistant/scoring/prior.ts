import type { Belief } from './logistic.ts';

/*
 * What is believed of a base before it was examined. The numbers come from public question sets in English, Chinese, Vietnamese and
 * Thai put through this very search: paragraphs with reading questions, FAQ with paraphrases, and intent sets with ten example
 * questions a topic. They were checked by leaving whole families of sets out of the fit. `strength` is how many units of evidence the
 * belief is worth against an installation's own trials.
 */
const belief = (strength: number, weights: number[]): Belief => ({ weights, strength: weights.map(() => strength) });

/** Log ratio of the search score to the best, fit. From leave-one-out trials of ten intent sets. */
export const BLEND: Belief = belief(2, [2.5, 3]);

/** See `plainSignals`. From paragraphs and FAQ, some of them with a third of the topics taken away. */
export const PLAIN: Belief = belief(3, [-2.5, 0.5, 3.8, 2.7, 2.6, 0]);

/** See `answerableSignals`. From intent sets and paragraphs with questions known to lie outside, counted as 7 in 100. */
export const ANSWERABLE: Belief = belief(10, [-1.21, 1.14, 5.29, 1.74]);

/** See `firstSignals`. From leave-one-out trials of intent sets and of paragraphs with example questions. */
export const FIRST: Belief = belief(3, [-0.89, 0.83, -0.23, 2.46]);
