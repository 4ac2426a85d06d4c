import type { Classifier } from './classifier.ts';
import type { ConfidenceModel } from './confidence.ts';
import type { Thresholds } from './decide.ts';
import type { Level } from './level.ts';
import type { Weights } from './logistic.ts';

/** One published translation, as far as scoring reads it. */
export type ScoredDocument = {
	articleId: string;
	/** Canonical BCP 47 tag. */
	lang: string;
	title: string;
	/** Example questions. */
	questions: string[];
	/** Some of its plain text; the first thousand characters are plenty. */
	text: string;
};

/** What search says of one article, best first in a list. */
export type Hit = {
	articleId: string;
	/** 0..1: the share of the best the question could earn. */
	score: number;
	/** 0..1: the share of the question's weight that the article holds at all. */
	coverage: number;
	/** 0..1: the share that its title and example questions hold. */
	head: number;
	/** The question is, but for case and endings, its title or one of its example questions. */
	exact: boolean;
};

/** Searches without a limit below 20 hits, one hit per article. */
export type Search = (question: string, lang: string) => Hit[];

/** What an index lacks while a base is examined: whole articles, and example questions of others. */
export type Absence = { articles: ReadonlySet<string>; questions: ReadonlyMap<string, ReadonlySet<string>> };

/** Search over the base with something absent. */
export type SearchWithout = (absence: Absence) => Search;

/** A hit after ranking, with the fit of the question to its example questions (where there are such) and the chance that it is the best hit. */
export type Candidate = Hit & { fit: number | undefined; chance: number };

/** A question of which the right article is known; `undefined` where nothing in the base answers it. */
export type Trial = { ranked: Candidate[]; lang: string; right: string | undefined };

/** All that turns search hits into candidates with a confidence. Plain data and typed arrays: it can be sent between processes and kept. */
export type Scorer = {
	classifier: Classifier;
	blend: Weights;
	level: Level;
	model: ConfidenceModel;
	thresholds: Thresholds;
	/** How many questions of the base itself the fit rests on. */
	trials: number;
};
