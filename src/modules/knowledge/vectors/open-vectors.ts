import { embed } from 'ai';
import type { Db } from '#core/db.ts';
import type { Log } from '#core/log.ts';
import { vectorModel } from '#core/model.ts';
import { type Refresher, topicVersion } from '#core/refresh.ts';
import type { Settings } from '#core/settings.ts';
import { baseLang } from '#core/text/languages.ts';
import { dot, lengthOf, normalised } from './quantise.ts';
import { VECTORS } from './tables.ts';

/** A translation by meaning: its passage nearest to the question. */
export type Near = {
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

export type VectorsOptions = { db: Db; refresher: Refresher; settings: Settings; log: Log; mostBytes?: number };

/** What vectors may take of a process's memory: 40,000 translations of five passages at 768 dimensions are 154 MB. */
const MOST_BYTES = 192 * 1024 * 1024;
const PAGE = 200;
const PATIENCE_MS = 1_000;
/** A model that failed is left alone that long: not every search shall wait for it. */
const REST_MS = 10_000;
const REMEMBERED = 500;

type Entry = {
	id: string;
	articleId: string;
	lang: string;
	vectors: Int8Array;
	lengths: Float32Array;
	dimensions: number;
};

/** Vectors of the published passages in this process, loaded when a model is set, and the questions' from that model. */
export function openVectors({ db, refresher, settings, log, mostBytes = MOST_BYTES }: VectorsOptions): Vectors {
	let entries = new Map<string, Entry>();
	let bytes = 0;
	let loaded: { model: string; done: Promise<void> } | undefined;
	let restUntil = 0;
	let questions = new Map<string, Float32Array>();
	let unwatch: (() => void) | undefined;
	let closed = false;

	const drop = (id: string) => {
		bytes -= entries.get(id)?.vectors.length ?? 0;
		entries.delete(id);
	};
	const keep = (entry: Entry) => {
		drop(entry.id);
		if (bytes + entry.vectors.length > mostBytes) return;
		entries.set(entry.id, entry);
		bytes += entry.vectors.length;
	};
	const load = async (model: string) => {
		entries = new Map();
		bytes = 0;
		questions = new Map();
		const from = await topicVersion(db, VECTORS);
		let total = 0;
		for (let after = NONE; !closed;) {
			const page = await rows(db, model)
				.where('v.translation_id', '>', after)
				.orderBy('v.translation_id')
				.limit(PAGE)
				.execute();
			for (const row of page) keep(entryOf(row));
			total += page.length;
			const last = page.at(-1);
			if (!last) break;
			after = last.id;
		}
		if (entries.size < total) log.warn({ kept: entries.size, of: total }, 'vectors over the limit of memory left out');
		unwatch?.();
		const onChange = async (ids: string[]) => {
			ids.forEach(drop);
			for (const row of await rows(db, model).where('v.translation_id', 'in', ids).execute()) keep(entryOf(row));
		};
		unwatch = closed ? undefined : refresher.watch({ topic: VECTORS, from, onChange });
	};
	const ready = (model: string): Promise<void> => {
		if (loaded?.model !== model) {
			const done = load(model).catch((error: Error) => {
				loaded = undefined;
				log.warn({ err: error.message }, 'vectors not loaded');
			});
			loaded = { model, done };
		}
		return loaded.done;
	};
	const vectorOfQuestion = async (question: string): Promise<Float32Array | undefined> => {
		const chosen = vectorModel(settings);
		if (!chosen || Date.now() < restUntil) return undefined;
		await ready(chosen.id);
		const known = questions.get(question);
		if (known) return known;
		try {
			const abortSignal = AbortSignal.timeout(PATIENCE_MS);
			const { embedding } = await embed({ model: chosen.model, value: question, abortSignal, maxRetries: 0 });
			const made = normalised(embedding);
			if (questions.size >= REMEMBERED) questions = new Map();
			questions.set(question, made);
			return made;
		} catch (error) {
			restUntil = Date.now() + REST_MS;
			log.warn({ err: (error as Error).message }, 'question not embedded');
			return undefined;
		}
	};
	const start = vectorModel(settings);
	if (start) void ready(start.id);
	return {
		nearest: async (question, options) => {
			const query = await vectorOfQuestion(question);
			return query ? byArticle(await scan(entries, query), options) : [];
		},
		size: () => ({ translations: entries.size, bytes }),
		close: () => {
			closed = true;
			unwatch?.();
		},
	};
}

const NONE = '00000000-0000-0000-0000-000000000000';

const rows = (db: Db, model: string) =>
	db
		.selectFrom('translation_vectors as v')
		.innerJoin('translations as t', 't.id', 'v.translation_id')
		.select(['v.translation_id as id', 't.article_id', 't.lang', 'v.vectors', 'v.dimensions'])
		.where('v.model', '=', model)
		.where('v.dimensions', '>', 0);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function entryOf({ id, article_id, lang, vectors: stored, dimensions }: Row): Entry {
	// A copy: the driver's buffer is a window on a larger one that it would keep alive.
	const vectors = Int8Array.from(stored, (byte) => (byte << 24) >> 24);
	const lengths = Float32Array.from({ length: Math.floor(vectors.length / dimensions) }, (_, i) =>
		lengthOf(vectors, i * dimensions, dimensions),
	);
	return { id, articleId: article_id, lang, vectors, lengths, dimensions };
}

/** Others get their turn on the event loop after so many products of numbers: about 4 ms. */
const SLICE = 4_000_000;

async function scan(entries: Map<string, Entry>, query: Float32Array): Promise<Near[]> {
	const found: Near[] = [];
	let work = 0;
	for (const { id, articleId, lang, vectors, lengths, dimensions } of entries.values()) {
		if (dimensions !== query.length) continue;
		let passage = 0;
		let similarity = -1;
		for (let i = 0; i < lengths.length; i++) {
			const cosine = dot(query, vectors, i * dimensions) / lengths[i]!;
			if (cosine > similarity) [passage, similarity] = [i, cosine];
		}
		found.push({ id, articleId, lang, passage, similarity });
		work += vectors.length;
		if (work > SLICE) {
			work = 0;
			await new Promise((resolve) => setImmediate(resolve));
		}
	}
	return found;
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
		.sort((a, b) => b.best - a.best)
		.slice(0, limit)
		.map(({ best, shown }) => ({ ...shown, similarity: best }));
}
