import { addToDelta, deltaSource, newDelta } from './delta.ts';
import type { Delta } from './delta.ts';
import type { ReadDocument } from './read.ts';
import { segmentSource } from './segment.ts';
import type { Segment } from './segment.ts';
import type { Source } from './source.ts';
import type { Entry } from './types.ts';
import { averageOf, countLengths, totalsOf } from './weights.ts';
import type { LengthTotals } from './weights.ts';

/** A source with the documents behind its numbers; a removed document leaves a hole. */
export type Part = {
	source: Source;
	entries: (Entry | undefined)[];
	/** How many of them are holes. */
	removed: number;
	/** Scratch for one search at a time. */
	scores: Float32Array;
};

/** All that can be searched in one base language. */
export type Shard = {
	/** Base language, `zh` for both Chinese scripts. */
	lang: string;
	base: Part | undefined;
	/** In a fork: the changes that were there before it, see `fork.ts`. */
	before?: Part | undefined;
	changes: Part;
	delta: Delta;
	/** Documents that are not removed. */
	live: number;
	/** Of those documents: what is new is compared with them, since the base may have lost all it had, or never had a field. */
	lengths: LengthTotals;
};

export function newShard(lang: string, segment?: Segment, entries: (Entry | undefined)[] = []): Shard {
	const delta = newDelta();
	const base = segment && {
		source: segmentSource(segment),
		entries,
		removed: 0,
		scores: new Float32Array(entries.length),
	};
	const changes = { source: deltaSource(delta), entries: [], removed: 0, scores: new Float32Array(0) };
	return { lang, base, changes, delta, live: entries.length, lengths: totalsOf(segment?.lengths ?? []) };
}

export function partsOf({ base, before, changes }: Shard): Part[] {
	if (before) return base ? [base, before, changes] : [before, changes];
	return base ? [base, changes] : [changes];
}

/** Adds a document to the changes of the shard and answers where it is. */
export function addToShard(shard: Shard, entry: Entry, read: ReadDocument): Location {
	const { changes, delta } = shard;
	countLengths(shard.lengths, read.lengths, 0, 1);
	const document = addToDelta(delta, read, averageOf(shard.lengths));
	changes.entries[document] = entry;
	if (changes.scores.length <= document) changes.scores = new Float32Array(Math.max(64, (document + 1) * 2));
	shard.live++;
	return { shard, part: changes, document };
}

export type Location = { shard: Shard; part: Part; document: number };

export function removeAt({ shard, part, document }: Location): void {
	if (!part.entries[document]) return;
	part.entries[document] = undefined;
	part.removed++;
	shard.live--;
	countLengths(shard.lengths, part.source.lengths(), document, -1);
}
