import { baseLang } from '#core/text/languages.ts';
import { readDocument } from './read.ts';
import { type GrowingRecords, growingRecords, NO_RECORDS, type Place, type Records } from './records.ts';
import type { Segment } from './segment.ts';
import { addToShard, newShard, removeAt } from './shard.ts';
import type { Location, Shard } from './shard.ts';
import type { Entry, SearchDocument, ShownDocument } from './types.ts';

/** The index that one process searches: a frozen base and what changed since. */
export type SearchIndex = {
	/** By base language. */
	shards: Map<string, Shard>;
	/** Where each live translation is, by its id. */
	translations: Map<string, Location>;
	/** The live translations of each article. */
	articles: Map<string, Location[]>;
	/** Documents added or removed since the base was built. */
	changes: number;
	/** Of the base, and of what changed since. */
	records: { base: Records; changes: GrowingRecords };
};

/** The frozen part of an index as a build answers it: a segment per base language with its documents in order. */
export type BuiltIndex = { lang: string; segment: Segment; entries: Entry[] }[];

type Frozen = { built: BuiltIndex; records: Records };

/** An index over what a build answered, or an empty one. Takes over the entries and the records. */
export function searchIndex({ built, records }: Frozen = { built: [], records: NO_RECORDS }): SearchIndex {
	const index: SearchIndex = {
		shards: new Map(),
		translations: new Map(),
		articles: new Map(),
		changes: 0,
		records: { base: records, changes: growingRecords() },
	};
	for (const { lang, segment, entries } of built) {
		const shard = newShard(lang, segment, entries);
		index.shards.set(lang, shard);
		entries.forEach((entry, document) => register(index, entry, { shard, part: shard.base!, document }));
	}
	return index;
}

/** Puts a translation in, or a new version of it in place of the old; searchable at once (about a millisecond per 3,000 characters). */
export function upsert(index: SearchIndex, document: SearchDocument | ShownDocument): void {
	// First, since it may fail: a full disk must not cost the version that was there.
	const place = 'record' in document ? index.records.changes.add(document.record) : NOWHERE;
	remove(index, document.id);
	const lang = baseLang(document.lang);
	const shard = index.shards.get(lang) ?? newShard(lang);
	index.shards.set(lang, shard);
	const entry = entryFor(document, place);
	register(index, entry, addToShard(shard, entry, readDocument(document)));
	index.changes++;
}

/** Takes a translation out at once. Answers whether it was there. */
export function remove(index: SearchIndex, id: string): boolean {
	const location = index.translations.get(id);
	if (!location) return false;
	const { articleId } = location.part.entries[location.document]!;
	const others = index.articles.get(articleId)!.filter((other) => other !== location);
	if (others.length) index.articles.set(articleId, others);
	else index.articles.delete(articleId);
	index.translations.delete(id);
	removeAt(location);
	index.changes++;
	return true;
}

const NOWHERE: Place = { at: 0, bytes: 0 };

export function entryFor(document: SearchDocument | ShownDocument, record: Place): Entry {
	const { id, articleId, lang, title, passages } = document;
	const { externalId, slug } = 'record' in document ? document : UNSHOWN;
	return { id, articleId, lang, externalId, slug, title, passages: passages.length, record };
}

const UNSHOWN = { externalId: '', slug: '' };

/** What is remembered of a translation, while there is one. */
export function entryOf({ translations }: SearchIndex, id: string): Entry | undefined {
	const location = translations.get(id);
	return location?.part.entries[location.document];
}

/** The record of a translation, as it was given, until the next is read; undefined where there is no such translation any more. */
export function recordOf(index: SearchIndex, id: string): Buffer | undefined {
	const location = index.translations.get(id);
	const entry = location?.part.entries[location.document];
	if (!location || !entry) return undefined;
	return index.records[location.part === location.shard.base ? 'base' : 'changes'].read(entry.record);
}

/** Lets go of the files. */
export function closeIndex({ records }: SearchIndex): void {
	records.base.close();
	records.changes.close();
}

function register(index: SearchIndex, entry: Entry, location: Location): void {
	index.translations.set(entry.id, location);
	const others = index.articles.get(entry.articleId);
	if (others) others.push(location);
	else index.articles.set(entry.articleId, [location]);
}

const SMALL = 100;
const CHANGED_SHARE = 0.05;

/** Whether so much changed that a rebuild pays: statistics drift, and changes are kept less compactly than the base. */
export function wantsRebuild(index: SearchIndex): boolean {
	return index.changes > Math.max(SMALL, index.translations.size * CHANGED_SHARE);
}

const MANY_REMOVED = 50;
const REMOVED_SHARE = 0.25;

/** Whether so much was taken out that statistics, which still count it, lead rankings astray. */
export function isHollow(index: SearchIndex): boolean {
	const held = [...index.shards.values()].reduce(
		(sum, { base, changes }) => sum + (base?.entries.length ?? 0) + changes.entries.length,
		0,
	);
	const removed = held - index.translations.size;
	return removed > Math.max(MANY_REMOVED, held * REMOVED_SHARE);
}
