import type { Library } from '#modules/knowledge/index.ts';
import { type LearningOptions, openLearning } from './learning.ts';
import { CHOICES, decide, type Outcome, type Thresholds } from './scoring/decide.ts';
import { underShare } from './scoring/demand.ts';
import { assess, confidenceAmong, confidenceOf, type Scorer as Fit } from './scoring/fit.ts';
import { hitsOf } from './scoring/hits-of.ts';
import { levelFor } from './scoring/level.ts';
import type { Candidate } from './scoring/types.ts';
import { inThread, type InThread, type Reading } from './thread/in-thread.ts';
import { pointsBack } from './thread/points-back.ts';
import { recall } from './thread/recall.ts';
import type { Turn } from './thread/turn.ts';

export type Ranked = {
	/** Translations to show, best first. */
	candidates: { id: string; score: number }[];
	confidence: number;
	outcome: Outcome;
	/** How many to offer where the customer shall choose. */
	choices: number;
	lang: string;
	/** It was read as going on from the turn before. */
	goesOn: boolean;
};

/** All that went into a judgement. */
export type Considered = {
	lang: string;
	/** Best first. `id`: the translation to show; `fit`: how well the question fits the article's own questions, where it has any. */
	candidates: (Candidate & { id: string })[];
	/** The chances that anything here answers it, by what is asked of this base, and that the first does if anything does. */
	answerable: number;
	first: number;
	/** The score that a wrong article earns on average. */
	level: number;
	confidence: number;
	outcome: Outcome;
	thresholds: Thresholds;
};

type Find = Library['find'];

export type Scorer = {
	/** As `rank`, of a question nobody waits for: it does not count among what is asked. `find`: another search to try out. */
	consider(question: string, lang: string | undefined, find?: Find): Considered;
	/** `thread`: what was asked before in the same conversation, oldest first. */
	rank(question: string, lang: string | undefined, thread?: readonly Turn[]): Promise<Ranked>;
	/** Resolves when a question may be answered: at once but shortly after much of what is published changed, see `patience`. */
	ripe(): Promise<void>;
	/** Resolves when what was learnt fits what is published now. */
	settled(): Promise<void>;
	close(): Promise<void>;
};

const HITS = 20;

/** Ranks and judges with what a process of its own learns from the published knowledge, again after each change. */
export function openScorer(options: LearningOptions): Scorer {
	const { library, fallbackLang } = options;
	const learning = openLearning(options);
	let known = learning.learnt().fit;
	let lessons = 0;
	const lessonOf = (fit: Fit) => {
		if (fit !== known) lessons++;
		known = fit;
		return lessons;
	};
	const ripe = async () => {
		if (library.state() === 'ready') await learning.ripe();
	};
	return {
		consider: (question, lang, find = library.find) => {
			const { fit, demand } = learning.learnt();
			const reading = { fallbackLang: fallbackLang(), ...(lang && { lang }) };
			const found = judged(find, fit, question, reading);
			const { candidates, judgement } = found;
			const confidence = confidenceOf(judgement, demand.share);
			return {
				lang: found.lang,
				candidates,
				answerable: underShare(judgement.answerable, demand.share),
				first: judgement.first,
				level: levelFor(fit.level, found.lang),
				confidence,
				outcome: decide(candidates, confidence, fit.thresholds),
				thresholds: fit.thresholds,
			};
		},
		rank: async (question, lang, thread = []) => {
			await ripe();
			const { fit, demand } = learning.learnt();
			const reading = { fallbackLang: fallbackLang(), ...(lang && { lang }) };
			const lesson = lessonOf(fit);
			const read = (text: string) =>
				library.lately(JSON.stringify(['judged', lesson, text, reading]), () =>
					slim(judged(library.find, fit, text, reading)),
				);
			const { judgement, goesOn, torn, ...found } = readIn(thread, question, read);
			const confidence = confidenceAmong(demand, judgement);
			const outcome = decide(found.candidates, confidence, fit.thresholds);
			return {
				...found,
				confidence,
				outcome: torn && outcome === 'answer' ? 'choices' : outcome,
				choices: CHOICES,
				goesOn: goesOn > 0.5,
			};
		},
		ripe,
		settled: learning.settled,
		close: learning.close,
	};
}

/** All that does not depend on what else is asked. */
function judged(find: Find, fit: Fit, question: string, options: { lang?: string; fallbackLang: string }) {
	const { hits, lang } = find(question, { ...options, limit: HITS });
	const { candidates, judgement } = assess(fit, question, lang, hitsOf(hits));
	const translations = new Map(hits.map((hit) => [hit.articleId, hit.id]));
	const shown = candidates.flatMap((candidate) => {
		const id = translations.get(candidate.articleId);
		return id ? [{ ...candidate, id }] : [];
	});
	return { lang, judgement, candidates: shown };
}

/** As far as an answer needs it: thousands of these are kept. */
const slim = ({ candidates, ...judgement }: ReturnType<typeof judged>) => ({
	...judgement,
	candidates: candidates.map(({ id, articleId, score, chance, fit }) => ({ id, articleId, score, chance, fit })),
});

function readIn(thread: readonly Turn[], question: string, read: (question: string) => Reading): InThread {
	const own = read(question);
	const before = recall(thread, read);
	if (!before?.candidates.length) return { ...own, goesOn: 0, torn: false };
	return inThread(own, before, pointsBack(question, own.lang));
}
