import type { Belief } from './logistic.ts';

/*
 * What is believed of a base before it was examined. The numbers come from public question sets in English, Chinese, Vietnamese and
 * Thai put through this very search: paragraphs with reading questions, FAQ with paraphrases, and intent sets with ten example
 * questions a topic. The form was chosen by leaving whole families of sets out of the fit; 7 in 100 questions count as having no
 * answer. `strength` is how many units of evidence the belief is worth against an installation's own trials.
 */
const belief = (strength: number, weights: number[]): Belief => ({ weights, strength: weights.map(() => strength) });

/** Log ratio of the search score to the best, fit. From leave-one-out trials of ten intent sets. */
export const BLEND: Belief = belief(2, [2.5, 3]);

/** See `plainScopeSignals` and `plainLeadSignals`. From paragraphs and FAQ, some of them with a third of the topics taken away. */
export const PLAIN = { scope: belief(10, [-0.95, 4.56, 6.55, 0.19]), lead: belief(3, [-0.41, 9.24, 1.15, -0.84]) };

/**
 * See `scopeSignals` and `leadSignals`. From intent sets and paragraphs, with questions known to lie outside, and leave-one-out trials.
 * There the level added nothing to the lead, so nothing is believed of it; among long articles the trials teach it.
 */
export const ASKED = { scope: belief(10, [-1.21, 1.14, 5.29, 1.74]), lead: belief(3, [-0.89, 0.83, -0.23, 2.46, 0]) };
