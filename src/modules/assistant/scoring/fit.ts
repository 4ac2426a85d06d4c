import { baseLang } from '#core/text/languages.ts';
import { blend, fitBlend, reorder } from './blend.ts';
import { trainClassifier, type Phrasings } from './classifier.ts';
import { fitConfidence, judge, type Judgement } from './confidence.ts';
import { observe, UNANSWERABLE, underShare, type Demand } from './demand.ts';
import { EMPTY_FIT } from './empty.ts';
import { folds, without, type Fold } from './folds.ts';
import { levelFor, measureLevel } from './level.ts';
import { isOffTopic, OFF_TOPIC } from './off-topic.ts';
import { BLEND } from './prior.ts';
import { thresholdsFrom } from './decide.ts';
import type { Candidate, Hit, ScoredDocument, Scorer, Search, SearchWithout, Trial } from './types.ts';

export type { Scorer } from './types.ts';

/** What a base is examined by: all its documents for how people ask, and a part of them, with their text, for the examination itself. */
type Examined = { documents: readonly ScoredDocument[]; sample: readonly ScoredDocument[] };

/**
 * Learns from an installation's own articles how to rank and how sure to be: first what wrong articles score and a classifier over the
 * example questions, which are of use at once with the shipped prior (of a large base the score alone, in a tenth of the time); then,
 * where there are example questions, all by an examination of the sample in which those questions are left out and asked again.
 * Deterministic, no input or output but `searchWithout`, a search over the sample, which is called up to eleven times, first with
 * nothing absent.
 */
export function* fitInSteps({ documents, sample }: Examined, searchWithout: SearchWithout): Generator<Scorer> {
	const search = searchWithout({ articles: new Set(), questions: new Map() });
	const level = measureLevel(sample, search);
	if (sample.length < documents.length) yield { ...EMPTY_FIT, level };
	const first = { ...EMPTY_FIT, level, classifier: trainClassifier(phrasingsOf(documents)) };
	yield first;
	const trials = folds(sample).flatMap((fold) => examine(sample, fold, searchWithout, first.classifier.brief));
	// Where each article has a single example question, none is left to be found by: those trials know only what has no answer.
	if (trials.some(({ right }) => right !== undefined))
		yield learntFrom(trials, first, askOffTopic(sample, search, first));
}

/** All of it at once, with nothing left out. */
export function fitScorer(documents: readonly ScoredDocument[], searchWithout: SearchWithout): Scorer {
	return [...fitInSteps({ documents, sample: documents }, searchWithout)].at(-1)!;
}

function learntFrom(trials: readonly Trial[], first: Scorer, far: readonly Trial[]): Scorer {
	const weights = fitBlend(trials);
	const reordered = (all: readonly Trial[]) =>
		all.map((trial) => ({ ...trial, ranked: reorder(trial.ranked, weights) }));
	const ranked = reordered(trials);
	const levelOf = (lang: string) => levelFor(first.level, lang);
	const model = fitConfidence(ranked, reordered(far).filter(isFar), levelOf);
	const confidences = ranked.map((trial) => confidenceOf(judge(model, trial.ranked, levelOf(trial.lang))));
	return { ...first, blend: weights, model, thresholds: thresholdsFrom(confidences), trials: trials.length };
}

/** A question's candidates, best first, and how they look, whatever else is asked. */
type Assessment = { candidates: Candidate[]; judgement: Judgement };

/** Ranks what search found for a question and judges it. `hits`: up to 20, of the search the fit used. */
export function assess(scorer: Scorer, question: string, lang: string, hits: Hit[]): Assessment {
	const candidates = blend(hits, scorer.classifier, scorer.blend, question, lang);
	const judgement =
		isOffTopic(question) && !covers(candidates)
			? NO_ANSWER
			: judge(scorer.model, candidates, levelFor(scorer.level, lang));
	return { candidates, judgement };
}

/** The probability that the first candidate is right, by what is asked here; the question counts among that. */
export function confidenceAmong(demand: Demand, judgement: Judgement): number {
	const confidence = confidenceOf(judgement, demand.share);
	observe(demand, judgement.answerable);
	return confidence;
}

export const confidenceOf = ({ answerable, first }: Judgement, share = UNANSWERABLE): number =>
	underShare(answerable, share) * first;

function examine(
	documents: readonly ScoredDocument[],
	{ absence, exams }: Fold,
	searchWithout: SearchWithout,
	brief: boolean,
): Trial[] {
	const search = searchWithout(absence);
	const classifier = trainClassifier(phrasingsOf(without(documents, absence)), brief);
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
	{ classifier, blend: weights }: Scorer,
): Trial[] {
	const langs = [...new Set(documents.map(({ lang }) => baseLang(lang)))];
	return langs
		.flatMap((lang) => (OFF_TOPIC[lang] ?? []).map((question) => ({ question, lang })))
		.map(({ question, lang }) => ({
			lang,
			right: undefined,
			ranked: blend(search(question, lang), classifier, weights, question, lang),
		}));
}

const isFar = ({ ranked }: Trial): boolean => !covers(ranked);

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
