import { trainClassifier } from './classifier.ts';
import { PRIOR_MODEL } from './confidence.ts';
import { thresholdsFrom } from './decide.ts';
import type { Scorer } from './types.ts';
import { BLEND } from './prior.ts';

/** What wrong articles score in bases full of example questions. Where they score less it makes answers rarer for a moment, and no others wrong. */
const CAUTIOUS_LEVEL = 0.4;

/** What is known before anything is learnt: search ranks, the shipped prior speaks. */
export const EMPTY_FIT: Scorer = {
	classifier: trainClassifier([]),
	blend: BLEND.weights,
	level: { overall: CAUTIOUS_LEVEL, byLang: {} },
	model: PRIOR_MODEL,
	thresholds: thresholdsFrom([]),
	trials: 0,
};
