import type { Library } from '#modules/knowledge/index.ts';
import { type LearningOptions, openLearning } from './learning.ts';
import { CHOICES, decide, type Outcome } from './scoring/decide.ts';
import { assess, confidenceAmong, type Scorer as Fit } from './scoring/fit.ts';
import { hitsOf } from './scoring/hits-of.ts';

export type Ranked = {
	/** Translations to show, best first. */
	candidates: { id: string; score: number }[];
	confidence: number;
	outcome: Outcome;
	/** How many to offer where the customer shall choose. */
	choices: number;
	lang: string;
};

export type Scorer = {
	rank(question: string, lang: string | undefined): Promise<Ranked>;
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
	return {
		rank: async (question, lang) => {
			if (library.state() === 'ready') await learning.ripe();
			const { fit, demand } = learning.learnt();
			const reading = { fallbackLang: fallbackLang(), ...(lang && { lang }) };
			const judge = () => judged(library, fit, question, reading);
			const { judgement, ...found } = library.lately(
				JSON.stringify(['judged', lessonOf(fit), question, reading]),
				judge,
			);
			const confidence = confidenceAmong(demand, judgement);
			return { ...found, confidence, outcome: decide(found.candidates, confidence, fit.thresholds), choices: CHOICES };
		},
		settled: learning.settled,
		close: learning.close,
	};
}

/** All that does not depend on what else is asked. */
function judged(library: Library, fit: Fit, question: string, options: { lang?: string; fallbackLang: string }) {
	const { hits, lang } = library.find(question, { ...options, limit: HITS });
	const { candidates, judgement } = assess(fit, question, lang, hitsOf(hits));
	const translations = new Map(hits.map((hit) => [hit.articleId, hit.id]));
	const shown = candidates.flatMap(({ articleId, score, chance }) => {
		const id = translations.get(articleId);
		return id ? [{ id, score, chance }] : [];
	});
	return { lang, judgement, candidates: shown };
}
