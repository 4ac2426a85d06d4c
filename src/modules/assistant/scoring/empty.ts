import { trainClassifier } from './classifier.ts';
import { PRIOR_MODEL } from './confidence.ts';
import { thresholdsFrom } from './decide.ts';
import type { Scorer } from './types.ts';
import { measureLevel } from './level.ts';
import { BLEND } from './prior.ts';

/** What is known before anything is learnt: search ranks, the shipped prior speaks. */
export const EMPTY_FIT: Scorer = {
	classifier: trainClassifier([]),
	blend: BLEND.weights,
	level: measureLevel([], () => []),
	model: PRIOR_MODEL,
	thresholds: thresholdsFrom([]),
	trials: 0,
};
