import type { Library } from '#modules/knowledge/index.ts';
import type { Learnt } from './kept-fit.ts';
import { type LearningOptions, openLearning } from './learning.ts';
import { CHOICES, decide, type Outcome } from './scoring/decide.ts';
import { assess } from './scoring/fit.ts';
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
	return {
		rank: async (question, lang) => {
			if (library.state() === 'ready') await learning.ripe();
			return judge(library, learning.learnt(), question, { lang, fallbackLang: fallbackLang() });
		},
		settled: learning.settled,
		close: learning.close,
	};
}

function judge(
	library: Library,
	{ fit, demand }: Learnt,
	question: string,
	options: { lang: string | undefined; fallbackLang: string },
): Ranked {
	const { lang: asked, fallbackLang } = options;
	const { hits, lang } = library.find(question, { fallbackLang, limit: HITS, ...(asked && { lang: asked }) });
	const { candidates, confidence } = assess(fit, question, lang, hitsOf(hits), demand);
	const translations = new Map(hits.map((hit) => [hit.articleId, hit.id]));
	return {
		candidates: candidates.flatMap(({ articleId, score }) => {
			const id = translations.get(articleId);
			return id ? [{ id, score }] : [];
		}),
		confidence,
		outcome: decide(candidates, confidence, fit.thresholds),
		choices: CHOICES,
		lang,
	};
}
