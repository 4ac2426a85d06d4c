import type { Log } from '#core/log.ts';
import type { Library } from '#modules/knowledge/index.ts';
import { examine } from './examine.ts';
import { CHOICES, decide, type Outcome } from './scoring/decide.ts';
import { type Demand, newDemand } from './scoring/demand.ts';
import { assess, type Scorer as Fit } from './scoring/fit.ts';
import { EMPTY_FIT } from './scoring/empty.ts';

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
/** Editors save several times in a row; one examination afterwards is enough. */
const QUIET_MS = 700;
/** A large base takes a minute to examine, and one change in it teaches nothing: the machine rests so many times as long. */
const REST = 10;
/** After more changes than this share of the base, what was learnt says little: askers wait for the next examination. */
const STALE_SHARE = 0.2;
/** So long a question waits at most; and so long after the change nobody waits any more, since an examination that takes longer takes minutes. */
const LONGEST_WAIT_MS = 10_000;
const NOBODY_WAITS_AFTER_MS = 30_000;

export type ScorerOptions = { url: string; library: Library; fallbackLang: () => string; log: Log };

/** Ranks and judges with what a process of its own learns from the published knowledge, again after each change. */
export function openScorer({ url, library, fallbackLang, log }: ScorerOptions): Scorer {
	let fit: Fit = EMPTY_FIT;
	// How often questions have no answer here, learnt from those that come; it belongs to one fit.
	let demand = newDemand(fit.trials);
	let fittedSize = 0;
	let changed = 0;
	let staleSince = 0;
	let restUntil = 0;
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	const stopped = new AbortController();

	const refit = async (): Promise<void> => {
		const seen = changed;
		const begun = performance.now();
		fit = await examine({ url, fallbackLang: fallbackLang() }, stopped.signal);
		demand = newDemand(fit.trials);
		fittedSize = library.size();
		changed -= seen;
		const ms = performance.now() - begun;
		restUntil = performance.now() + ms * REST;
		log.debug({ trials: fit.trials, ms: Math.round(ms) }, 'answers fitted');
	};
	/** What changed during the examination counts for the next; one that failed waits for the next change. */
	const again = () => {
		if (changed > 0 && restUntil > performance.now()) soon(0);
	};
	const start = () => {
		clearTimeout(timer);
		timer = undefined;
		running ??= refit()
			.catch((error: Error) => {
				if (!stopped.signal.aborted) log.warn({ err: error.message }, 'answers not fitted');
			})
			.finally(() => (running = undefined))
			.then(again);
	};
	const isStale = () => changed > fittedSize * STALE_SHARE;
	const soon = (count: number) => {
		if (!isStale()) staleSince = performance.now();
		changed += count;
		if (stopped.signal.aborted || running) return;
		clearTimeout(timer);
		timer = setTimeout(start, Math.max(QUIET_MS, isStale() ? 0 : restUntil - performance.now()));
	};
	const settled = async () => {
		while (!stopped.signal.aborted && (timer || running)) {
			if (!running && !isStale()) start();
			await (running ?? new Promise((resolve) => setTimeout(resolve, 20)));
		}
	};
	const patience = () => Math.min(LONGEST_WAIT_MS, staleSince + NOBODY_WAITS_AFTER_MS - performance.now());
	void library.ready.then(() => soon(Math.max(1, library.size())));
	library.onChange((_, count) => soon(count));
	return {
		rank: async (question, lang) => {
			if (isStale()) await atMost(settled(), patience());
			return judge(library, { fit, demand }, question, { lang, fallbackLang: fallbackLang() });
		},
		settled,
		close: async () => {
			stopped.abort(new Error('stopped'));
			clearTimeout(timer);
			await running;
		},
	};
}

type Learnt = { fit: Fit; demand: Demand };

function judge(
	library: Library,
	{ fit, demand }: Learnt,
	question: string,
	options: { lang: string | undefined; fallbackLang: string },
): Ranked {
	const { lang: asked, fallbackLang } = options;
	const { hits, lang } = library.find(question, { fallbackLang, limit: HITS, ...(asked && { lang: asked }) });
	const seen = hits.map(({ articleId, score, features }) => ({
		articleId,
		score,
		coverage: features.coverage,
		head: features.headCoverage,
		exact: features.exact,
	}));
	const { candidates, confidence } = assess(fit, question, lang, seen, demand);
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

async function atMost(promise: Promise<void>, ms: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	await Promise.race([promise, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
	clearTimeout(timer);
}
