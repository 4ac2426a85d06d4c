import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import type { Log } from '#core/log.ts';
import { collectAfter } from '#core/memory.ts';
import { vectorModel } from '#core/model.ts';
import { changesSince, type Refresher } from '#core/refresh.ts';
import type { Settings } from '#core/settings.ts';
import { type Cards, openCards } from './cards.ts';
import { documentsById } from './documents.ts';
import { indexStore } from './index-store.ts';
import { lately } from './lately.ts';
import {
	closeIndex,
	entryOf,
	isHollow,
	recordOf,
	remove,
	type SearchIndex,
	searchIndex,
	upsert,
	wantsRebuild,
} from './search/search-index.ts';
import { explainSearch, type SearchReasons } from './search/explain.ts';
import { search } from './search/search.ts';
import type { Snapshot } from './search/snapshot.ts';
import { tryOut } from './search/try-out.ts';
import type { SearchDocument, SearchOptions, SearchResult } from './search/types.ts';
import { ownWords, type OwnWords, type TaughtWord } from './search/words.ts';
import { KNOWLEDGE } from './topic.ts';
import { type Due, whenQuiet } from './when-quiet.ts';
import { openVectors, type Vectors } from './vectors/open-vectors.ts';
import { openWords } from './words/open-words.ts';

/** What is published, searchable, in this process. */
export type Library = {
	state(): 'building' | 'ready';
	/** Ranked translations for a question, one per article. Throws `index_building` until the whole is there, never a part of it. */
	find(question: string, options: SearchOptions): SearchResult;
	/** `find`, taken apart. */
	explain(question: string, options: SearchOptions): SearchReasons;
	/** `find` as it would be with these documents put in, or other words taught; nothing of it is published. Of use until it is stale. */
	trial(change: Change): Promise<Trial>;
	/** The articles nearest by meaning, where the owner has set a model for that; else none. */
	nearest: Vectors['nearest'];
	/** Whether a model is set, so that `nearest` may say more than what is published. */
	byMeaning(): boolean;
	/** What was made of the published words lately under this key, or what `make` makes now. */
	lately<V>(key: string, make: () => V): V;
	cards: Cards;
	/** The content version that `find` answers from. */
	version(): number;
	/** How many translations are published. */
	size(): number;
	/** Called after each change of what is published, with the content version and the number of things changed. */
	onChange(listener: (version: number, count: number) => void): void;
	/** Begins to load what is searched, for a process that answers customers or replays what they asked; once, however often it is called. */
	open(): void;
	/** Resolves when customers can search, or when that is over. */
	ready: Promise<void>;
	close(): Promise<void>;
};

type Change = { documents?: readonly SearchDocument[]; words?: readonly TaughtWord[] };
/** `isStale`: what is published has changed since. */
export type Trial = { find: Library['find']; isStale(): boolean };

export type LibraryOptions = {
	db: Db;
	url: string;
	refresher: Refresher;
	settings: Settings;
	dataDir: string;
	log: Log;
};

/**
 * Once opened, takes the last snapshot or builds the index in a process of its own, and follows every change from then on. Until then it is as if the index
 * were still being built.
 */
export function openLibrary({ db, url, refresher, settings, dataDir, log }: LibraryOptions): Library {
	const cards = openCards({
		entry: (id) => index && entryOf(index, id),
		record: (id) => index && recordOf(index, id),
	});
	const vectors = openVectors({ db, refresher, settings, log });
	const stopped = new AbortController();
	const words = openWords(db, refresher);
	const store = indexStore({ db, url, dataDir, log }, stopped.signal);
	const listeners: ((version: number, count: number) => void)[] = [];
	/** People ask the same things again and again, and begin to type them in the same way. */
	const made = lately<unknown>(MOST_KEPT);
	let index: SearchIndex | undefined;
	let version = 0;

	/** The index in use goes on following what changes; the new one takes its place when it knows as much. */
	const take = async (snapshot: Snapshot) => {
		const next = searchIndex(snapshot);
		const at = await catchUp(db, next, snapshot.version);
		if (index) closeIndex(index);
		index = next;
		version = at;
		made.clear();
		watchFrom(at);
		void collectAfter(next.translations.size);
	};
	const rebuild = async () => take(await store.build());
	const watchFrom = (from: number) => {
		unwatch?.();
		unwatch = refresher.watch({
			topic: KNOWLEDGE,
			from,
			onChange: async (ids, at) => {
				if (!index) return;
				await apply(db, index, ids);
				made.clear();
				version = at;
				for (const listener of listeners) listener(at, ids.length);
				rebuilding.changed();
			},
		});
	};
	let unwatch: (() => void) | undefined;
	const ignoreStop = (error: unknown) => {
		if (!stopped.signal.aborted) log.error({ err: (error as Error).message }, 'search index not built');
	};
	const rebuilding = whenQuiet(
		() => (index ? rebuildDue(index) : 'no'),
		() => rebuild().catch(ignoreStop),
	);
	const ready = Promise.withResolvers<void>();
	const load = async () => {
		await words.open(() => made.clear());
		await take((await store.kept()) ?? (await store.build()));
	};
	const open = once(() => void persistently(load, ignoreStop, stopped.signal).then(ready.resolve));
	const searched = () => index ?? stillBuilding();
	return {
		state: () => (index ? 'ready' : 'building'),
		...searching(searched, words.current),
		nearest: async (question, options) => {
			const near = await vectors.nearest(question, options);
			return near.filter(({ id }) => index?.translations.has(id));
		},
		byMeaning: () => vectorModel(settings) !== undefined,
		lately: (key, make) => made.get(key, make) as ReturnType<typeof make>,
		cards,
		version: () => version,
		size: () => index?.translations.size ?? 0,
		onChange: (listener) => void listeners.push(listener),
		open,
		ready: ready.promise,
		close: async () => {
			stopped.abort(new Error('stopped'));
			ready.resolve();
			vectors.close();
			words.close();
			await rebuilding.close();
			if (index) closeIndex(index);
			index = undefined;
		},
	};
}

function stillBuilding(): never {
	throw problem('index_building', { detail: 'The search index is being built.', retryAfter: 2 });
}

/** The ways to ask an index, with the owner's words as they are then. */
function searching(
	index: () => SearchIndex,
	words: () => OwnWords | undefined,
): Pick<Library, 'find' | 'explain' | 'trial'> {
	return {
		find: (question, options) => search(index(), question, { ...options, words: words() }),
		explain: (question, options) => explainSearch(index(), question, { ...options, words: words() }),
		trial: async ({ documents = [], words: taught }) => {
			const { index: tried, isStale } = await tryOut(index, documents);
			const own = taught ? ownWords(taught) : words();
			return { find: (question, options) => search(tried, question, { ...options, words: own }), isStale };
		},
	};
}

function once(act: () => void): () => void {
	let done = false;
	return () => {
		if (!done) act();
		done = true;
	};
}

/** A database that is away now comes back; until then customers are told that the index is not there yet. */
async function persistently(act: () => Promise<void>, failed: (error: unknown) => void, signal: AbortSignal) {
	while (!signal.aborted) {
		try {
			return await act();
		} catch (error) {
			failed(error);
			await sleep(TRY_AGAIN_MS, undefined, { signal }).catch(() => {});
		}
	}
}

/** Applies what changed since a version. Answers the version that the index is then at. */
async function catchUp(db: Db, index: SearchIndex, from: number): Promise<number> {
	for (let at = from; ;) {
		const { ids, version } = await changesSince(db, KNOWLEDGE, at);
		if (version === at) return at;
		await apply(db, index, ids);
		at = version;
	}
}

/** Takes in what was published and out what no longer is. */
async function apply(db: Db, index: SearchIndex, ids: string[]): Promise<void> {
	const documents = await documentsById(db, ids);
	const published = new Set(documents.map(({ id }) => id));
	for (const id of ids) if (!published.has(id)) remove(index, id);
	for (const [i, document] of documents.entries()) {
		upsert(index, document);
		if (i % SLICE === SLICE - 1) await breathe();
	}
}

const TRY_AGAIN_MS = 2_000;
/** The largest, ten results with their excerpts, take about 8 kB. */
const MOST_KEPT = 4_000;

/** Until a large part is new, changes may gather: they are searchable, only less compact. A long import must not gather all of itself. */
function rebuildDue(index: SearchIndex): Due {
	if (isHollow(index)) return 'now';
	if (!wantsRebuild(index)) return 'no';
	const many = Math.max(MANY, index.translations.size / 2);
	return index.changes > many ? 'now' : 'in a quiet moment';
}

const MANY = 2_000;

/** Documents taken in before others get their turn on the event loop: about 20 ms. */
const SLICE = 10;
const breathe = () => new Promise((resolve) => setImmediate(resolve));
