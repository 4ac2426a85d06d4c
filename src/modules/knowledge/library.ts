import path from 'node:path';
import type { Db } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { installationId } from '#core/installation.ts';
import type { Log } from '#core/log.ts';
import { type Refresher, topicVersion } from '#core/refresh.ts';
import { type Cards, openCards } from './cards.ts';
import { documentsById, searchDocuments } from './documents.ts';
import { buildIndex } from './search/build.ts';
import { remove, type SearchIndex, searchIndex, upsert, wantsRebuild } from './search/search-index.ts';
import { search } from './search/search.ts';
import { readSnapshot, writeSnapshot } from './search/snapshot.ts';
import type { SearchOptions, SearchResult } from './search/types.ts';
import { KNOWLEDGE } from './topic.ts';

/** What is published, searchable, in this process. */
export type Library = {
	state(): 'building' | 'ready';
	/** Ranked translations for a question, one per article. Throws `index_building` until the whole is there, never a part of it. */
	find(question: string, options: SearchOptions): SearchResult;
	cards: Cards;
	/** The content version that `find` answers from. */
	version(): number;
	/** How many translations are published. */
	size(): number;
	/** Called after each change of what is published, with the content version and the number of things changed. */
	onChange(listener: (version: number, count: number) => void): void;
	ready: Promise<void>;
	close(): Promise<void>;
};

export type LibraryOptions = { db: Db; refresher: Refresher; dataDir: string; log: Log };

/**
 * Opens the last snapshot or builds the index in a worker thread, and follows every change from then on. Returns at once; `ready` resolves when
 * customers can search.
 */
export function openLibrary({ db, refresher, dataDir, log }: LibraryOptions): Library {
	const snapshot = async () => path.join(dataDir, `search-${await installationId(db)}.snapshot`);
	const cards = openCards(db);
	const stopped = new AbortController();
	const listeners: ((version: number, count: number) => void)[] = [];
	let index: SearchIndex | undefined;
	let version = 0;
	let rebuilding: Promise<void> | undefined;

	const build = async () => {
		const from = await topicVersion(db, KNOWLEDGE);
		const begun = performance.now();
		const built = await buildIndex(searchDocuments(db), { signal: stopped.signal });
		await writeSnapshot(await snapshot(), { version: from, built }).catch((error: Error) =>
			log.warn({ err: error.message }, 'search snapshot not written'),
		);
		log.info({ ms: Math.round(performance.now() - begun), version: from }, 'search index built');
		return { version: from, built };
	};
	const apply = async (target: SearchIndex, ids: string[]) => {
		const documents = await documentsById(db, ids);
		const published = new Set(documents.map(({ id }) => id));
		for (const id of ids) if (!published.has(id)) remove(target, id);
		for (const [i, document] of documents.entries()) {
			upsert(target, document);
			if (i % SLICE === SLICE - 1) await breathe();
		}
	};
	/** Builds beside the index in use; changes that arrive meanwhile wait in the refresher and are applied to the new one. */
	const rebuild = async () => {
		const made = await build();
		index = searchIndex(made.built);
		version = made.version;
		watchFrom(version);
	};
	const watchFrom = (from: number) => {
		unwatch?.();
		unwatch = refresher.watch({
			topic: KNOWLEDGE,
			from,
			onChange: async (ids, at) => {
				if (!index) return;
				await apply(index, ids);
				cards.forget(ids);
				version = at;
				for (const listener of listeners) listener(at, ids.length);
				if (wantsRebuild(index) && !rebuilding)
					rebuilding = rebuild()
						.catch(ignoreStop)
						.finally(() => (rebuilding = undefined));
			},
		});
	};
	let unwatch: (() => void) | undefined;
	const ignoreStop = (error: unknown) => {
		if (!stopped.signal.aborted) log.error({ err: (error as Error).message }, 'search index not built');
	};
	const open = async () => {
		const kept = await readSnapshot(await snapshot()).catch(() => undefined);
		const known = kept && kept.version <= (await topicVersion(db, KNOWLEDGE)) ? kept : undefined;
		const made = known ?? (await build());
		index = searchIndex(made.built);
		version = made.version;
		watchFrom(version);
	};
	return {
		state: () => (index ? 'ready' : 'building'),
		find: (question, options) => {
			if (!index) throw problem('index_building', { detail: 'The search index is being built.', retryAfter: 2 });
			return search(index, question, options);
		},
		cards,
		version: () => version,
		size: () => index?.translations.size ?? 0,
		onChange: (listener) => void listeners.push(listener),
		ready: open().catch(ignoreStop),
		close: async () => {
			stopped.abort(new Error('stopped'));
			await rebuilding;
		},
	};
}

/** Documents taken in before others get their turn on the event loop: about 20 ms. */
const SLICE = 10;
const breathe = () => new Promise((resolve) => setImmediate(resolve));
