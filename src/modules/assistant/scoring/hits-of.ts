import type { Library } from '#modules/knowledge/index.ts';
import type { Hit } from './types.ts';

type Found = ReturnType<Library['find']>['hits'];

/** As far as scoring reads it. */
export const hitsOf = (found: Found): Hit[] =>
	found.map(({ articleId, score, features }) => ({
		articleId,
		score,
		coverage: features.coverage,
		head: features.headCoverage,
		exact: features.exact,
	}));
