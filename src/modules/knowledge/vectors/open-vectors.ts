import type { Db } from '#core/db.ts';
import type { Log } from '#core/log.ts';
import { vectorModel } from '#core/model.ts';
import { type Refresher, topicVersion } from '#core/refresh.ts';
import type { Settings } from '#core/settings.ts';
import { baseLang } from '#core/text/languages.ts';
import { dot, lengthOf } from './quantise.ts';
import { questionVectors } from './question-vectors.ts';
import { VECTORS } from './tables.ts';
import { type Entry, vectorMemory } from './vector-memory.ts';

/** A translation by meaning: its passage nearest to the question. */
type Near = {
	id: string;
	articleId: string;
	lang: string;
	/** Ordinal of the passage. */
	passage: number;
	/** Cosine, -1..1. */
	similarity: number;
};

export type Vectors = {
	/** The articles nearest to the question by meaning, best first; none without a model, or where it is slow or fails. */
	nearest(question: string, options: { lang: string; fallbackLang: string; limit: number }): Promise<Near[]>;
	size(): { translations: number; bytes: number };
	close(): void;
};

type VectorsOptions = { db: Db; refresher: Refresher; settings: Settings; log: Log; mostBytes?: number };

/** What vectors may take of a process's memory: 40,000 translations of five passages at 768 dimensions are 154 MB. */
const MOST_BYTES = 192 * 1024 * 1024;

/** Vectors of the published passages in this process, loaded when a model is set, and the questions' from that model. */
export function openVectors({ db, refresher, settings, log, mostBytes = MOST_BYTES }: VectorsOptions): Vectors {
	const memory = vectorMemory(db, mostBytes);
	const vectorOf = questionVectors(settings, log);
	let loaded: { model: string; done: Promise<void> } | undefined;
	let unwatch: (() => void) | undefined;
	let closed = false;

	const load = async (model: string) => {
		const from = await topicVersion(db, VECTORS);
		const left = await memory.fill(model);
		if (left > 0) log.warn({ left, bytes: mostBytes }, 'vectors over the limit of memory left out');
		unwatch?.();
		if (!closed) unwatch = refresher.watch({ topic: VECTORS, from, onChange: (ids) => memory.renew(model, ids) });
	};
	const ready = (model: string): Promise<void> => {
		if (loaded?.model === model) return loaded.done;
		const done = load(model).catch((error: Error) => {
			loaded = undefined;
			if (!closed) log.warn({ err: error.message }, 'vectors not loaded');
		});
		loaded = { model, done };
		return done;
	};
	const start = vectorModel(settings);
	if (start) void ready(start.id);
	return {
		nearest: async (question, options) => {
			const chosen = vectorModel(settings);
			const query = await vectorOf(question);
			if (!chosen || !query) return [];
			await ready(chosen.id);
			return byArticle(await scan(memory.entries(), query), options);
		},
		size: memory.size,
		close: () => {
			closed = true;
			unwatch?.();
		},
	};
}

/** Others get their turn on the event loop after so many products of numbers: a few milliseconds. */
const SLICE = 2_000_000;

async function scan(entries: Iterable<Entry>, query: Int32Array): Promise<Near[]> {
	const found: Near[] = [];
	const length = lengthOf(query, 0, query.length);
	let work = 0;
	for (const entry of entries) {
		if (entry.dimensions !== query.length) continue;
		found.push(nearestPassage(entry, query, length));
		work += entry.vectors.length;
		if (work < SLICE) continue;
		work = 0;
		await new Promise((resolve) => setImmediate(resolve));
	}
	return found;
}

function nearestPassage(
	{ id, articleId, lang, vectors, lengths, dimensions }: Entry,
	query: Int32Array,
	length: number,
): Near {
	let passage = 0;
	let similarity = -1;
	for (let i = 0; i < lengths.length; i++) {
		const cosine = dot(query, vectors, i * dimensions) / lengths[i]! / length;
		if (cosine > similarity) [passage, similarity] = [i, cosine];
	}
	return { id, articleId, lang, passage, similarity };
}

/** One translation an article: as near as its nearest, shown in the language asked for where there is one. */
function byArticle(
	found: Near[],
	{ lang, fallbackLang, limit }: { lang: string; fallbackLang: string; limit: number },
): Near[] {
	const rank = (near: Near) =>
		near.lang === lang ? 0 : baseLang(near.lang) === baseLang(lang) ? 1 : near.lang === fallbackLang ? 2 : 3;
	const articles = new Map<string, { best: number; shown: Near }>();
	for (const near of found) {
		const known = articles.get(near.articleId);
		const shown = known && rank(known.shown) <= rank(near) ? known.shown : near;
		articles.set(near.articleId, { best: Math.max(known?.best ?? -1, near.similarity), shown });
	}
	return [...articles.values()]
		.toSorted((a, b) => b.best - a.best)
		.slice(0, limit)
		.map(({ best, shown }) => ({ ...shown, similarity: best }));
}
