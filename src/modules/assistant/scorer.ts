import { Worker } from 'node:worker_threads';
import type { Log } from '#core/log.ts';
import type { Library } from '#modules/knowledge/index.ts';
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
/** After more changes than this share of the base, what was learnt says little: askers wait for the next examination, so long at most. */
const STALE_SHARE = 0.2;
const LONGEST_WAIT_MS = 10_000;

export type ScorerOptions = { url: string; library: Library; fallbackLang: () => string; log: Log };

/** Ranks and judges with what a thread of its own learns from the published knowledge, again after each change. */
export function openScorer({ url, library, fallbackLang, log }: ScorerOptions): Scorer {
	let fit: Fit = EMPTY_FIT;
	// How often questions have no answer here, learnt from those that come; it belongs to one fit.
	let demand = newDemand(fit.trials);
	let fittedSize = 0;
	let changed = 0;
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let closed = false;

	const refit = async (): Promise<void> => {
		const seen = changed;
		fit = await examine({ url, fallbackLang: fallbackLang() });
		demand = newDemand(fit.trials);
		fittedSize = library.size();
		changed -= seen;
		log.debug({ trials: fit.trials }, 'answers fitted');
		if (changed > 0 && !closed) await refit();
	};
	const start = () => {
		timer = undefined;
		running ??= refit()
			.catch((error: Error) => log.warn({ err: error.message }, 'answers not fitted'))
			.finally(() => (running = undefined));
	};
	const soon = (count: number) => {
		changed += count;
		if (closed || running) return;
		clearTimeout(timer);
		timer = setTimeout(start, QUIET_MS);
	};
	const settled = async () => {
		while (!closed && (timer || running)) await (running ?? new Promise((resolve) => setTimeout(resolve, 20)));
	};
	void library.ready.then(() => soon(Math.max(1, library.size())));
	library.onChange((_, count) => soon(count));
	return {
		rank: async (question, lang) => {
			if (changed > fittedSize * STALE_SHARE) await atMost(settled(), LONGEST_WAIT_MS);
			return judge(library, { fit, demand }, question, { lang, fallbackLang: fallbackLang() });
		},
		settled,
		close: async () => {
			closed = true;
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

async function examine(workerData: { url: string; fallbackLang: string }): Promise<Fit> {
	const worker = new Worker(new URL('./scorer.worker.ts', import.meta.url), { workerData });
	try {
		return await new Promise<Fit>((resolve, reject) => {
			worker.once('message', resolve);
			worker.once('error', reject);
			worker.once('exit', (code) => reject(new Error(`The examination ended with code ${code}.`)));
		});
	} finally {
		await worker.terminate();
	}
}

async function atMost(promise: Promise<void>, ms: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	await Promise.race([promise, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
	clearTimeout(timer);
}
