import { baseLang } from '#core/text/languages.ts';
import { blend, fitBlend, reorder } from './blend.ts';
import { trainClassifier, type Classifier, type Phrasings } from './classifier.ts';
import { fitConfidence, judge, PRIOR_MODEL, type ConfidenceModel, type Judgement } from './confidence.ts';
import { observe, UNANSWERABLE, underShare, type Demand } from './demand.ts';
import { folds, without, type Fold } from './folds.ts';
import { levelFor, measureLevel, type Level } from './level.ts';
import type { Weights } from './logistic.ts';
import { isOffTopic, OFF_TOPIC } from './off-topic.ts';
import { BLEND } from './prior.ts';
import { thresholdsFrom, type Thresholds } from './decide.ts';
import type { Candidate, Hit, ScoredDocument, Search, SearchWithout, Trial } from './types.ts';

/** All that turns search hits into candidates with a confidence. Plain data and typed arrays: it can be sent between threads. */
export type Scorer = {
	classifier: Classifier;
	blend: Weights;
	level: Level;
	model: ConfidenceModel;
	thresholds: Thresholds;
	/** How many questions of the base itself the fit rests on. */
	trials: number;
};

/**
 * Learns from an installation's own articles how to rank and how sure to be: a classifier over their example questions, then an
 * examination in which those questions are left out and asked again. Deterministic, no input or output but `searchWithout`, which is
 * called up to eleven times, first with nothing absent. Without example questions search alone ranks and the shipped prior speaks.
 */
export function fitScorer(documents: readonly ScoredDocument[], searchWithout: SearchWithout): Scorer {
	const search = searchWithout({ articles: new Set(), questions: new Map() });
	const level = measureLevel(documents, search);
	const classifier = trainClassifier(phrasingsOf(documents));
	const trials = folds(documents).flatMap((fold) => examine(documents, fold, searchWithout));
	const weights = fitBlend(trials);
	const ranked = trials.map((trial) => ({ ...trial, ranked: reorder(trial.ranked, weights) }));
	const levelOf = (lang: string) => levelFor(level, lang);
	const far = trials.length ? askOffTopic(documents, search, { classifier, blend: weights }) : [];
	const model = trials.length ? fitConfidence(ranked, far, levelOf) : PRIOR_MODEL;
	const confidences = ranked.map((trial) =>
		confidenceOf(judge(model, trial.ranked, levelOf(trial.lang)), UNANSWERABLE),
	);
	return {
		classifier,
		blend: weights,
		level,
		model,
		thresholds: thresholdsFrom(confidences),
		trials: trials.length,
	};
}

/** A question's candidates, best first, and the probability that the first of them is right. */
export type Assessment = { candidates: Candidate[]; confidence: number };

/**
 * Ranks what search found for a question and says how sure it is of the first. `hits`: up to 20, of the search the fit used. With a
 * `demand` the question counts among those that were asked, and confidence follows what is asked here.
 */
export function assess(scorer: Scorer, question: string, lang: string, hits: Hit[], demand?: Demand): Assessment {
	const candidates = blend(hits, scorer.classifier, scorer.blend, question, lang);
	const judgement =
		isOffTopic(question) && !covers(candidates)
			? NO_ANSWER
			: judge(scorer.model, candidates, levelFor(scorer.level, lang));
	const confidence = confidenceOf(judgement, demand?.share ?? UNANSWERABLE);
	if (demand) observe(demand, judgement.answerable);
	return { candidates, confidence };
}

const confidenceOf = ({ answerable, first }: Judgement, share: number): number => underShare(answerable, share) * first;

function examine(
	documents: readonly ScoredDocument[],
	{ absence, exams }: Fold,
	searchWithout: SearchWithout,
): Trial[] {
	const search = searchWithout(absence);
	const classifier = trainClassifier(phrasingsOf(without(documents, absence)));
	return exams.map(({ question, lang, right }) => ({
		lang,
		right,
		ranked: blend(search(question, lang), classifier, BLEND.weights, question, lang),
	}));
}

/** A question that fits some article this well is one that this base does cover: a weather service may be asked about rain. */
const COVERED = 1;
const covers = ([first]: readonly Candidate[]): boolean =>
	first !== undefined && (first.exact || (first.fit ?? 0) >= COVERED);

const NO_ANSWER: Judgement = { answerable: 0.01, first: 1 };

function askOffTopic(
	documents: readonly ScoredDocument[],
	search: Search,
	{ classifier, blend: weights }: Pick<Scorer, 'classifier' | 'blend'>,
): Trial[] {
	const langs = [...new Set(documents.map(({ lang }) => baseLang(lang)))];
	return langs
		.flatMap((lang) => (OFF_TOPIC[lang] ?? []).map((question) => ({ question, lang })))
		.map(({ question, lang }) => ({
			lang,
			right: undefined,
			ranked: blend(search(question, lang), classifier, weights, question, lang),
		}))
		.filter(({ ranked }) => !covers(ranked));
}

/** An article's titles count as phrases only beside example questions: alone they say nothing that search does not know. */
function phrasingsOf(documents: readonly ScoredDocument[]): Phrasings[] {
	const articles = new Map<string, Phrasings>();
	const asked = new Set(documents.filter(({ questions }) => questions.length).map(({ articleId }) => articleId));
	for (const { articleId, lang, title, questions } of documents) {
		if (!asked.has(articleId)) continue;
		const article = articles.get(articleId) ?? { id: articleId, phrases: [] };
		for (const text of [...questions, title]) if (text.trim()) article.phrases.push({ text, lang });
		articles.set(articleId, article);
	}
	return [...articles.values()];
}
