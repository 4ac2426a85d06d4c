import { deltaSource, newDelta } from './delta.ts';
import type { SearchIndex } from './search-index.ts';
import type { Location, Part, Shard } from './shard.ts';

/**
 * A copy of the index to put these documents into, so that they can be tried out: the index itself stays what it is. Both share their lists and scratch
 * memory, so the fork is of use only until the index next changes. Linear in the number of translations in these base languages, a few milliseconds for 10,000.
 */
export function forkFor(index: SearchIndex, langs: ReadonlySet<string>): SearchIndex {
	const forked = new Map<Shard, Forked>();
	const shards = new Map(index.shards);
	for (const lang of langs) {
		const shard = index.shards.get(lang);
		if (!shard) continue;
		const fork = forkOf(shard);
		forked.set(shard, fork);
		shards.set(lang, fork.shard);
	}
	const moved = (location: Location) => movedTo(forked.get(location.shard), location);
	const fork: SearchIndex = { ...index, shards, translations: new Map(), articles: new Map() };
	for (const [articleId, locations] of index.articles) {
		const own = locations.map(moved);
		fork.articles.set(articleId, own);
		for (const location of own) fork.translations.set(location.part.entries[location.document]!.id, location);
	}
	return fork;
}

type Forked = { shard: Shard; parts: Map<Part, Part> };

/** Documents may be taken out of the copies; what they are made of is the original's. */
function forkOf(shard: Shard): Forked {
	const copy = (part: Part): Part => ({ ...part, entries: [...part.entries] });
	const base = shard.base && copy(shard.base);
	const before = copy(shard.changes);
	const delta = newDelta();
	const changes = { source: deltaSource(delta), entries: [], removed: 0, scores: new Float32Array(0) };
	return {
		shard: { ...shard, base, before, changes, delta, lengths: shard.lengths.slice() },
		parts: new Map([...(base ? ([[shard.base!, base]] as const) : []), [shard.changes, before]]),
	};
}

function movedTo(fork: Forked | undefined, location: Location): Location {
	if (!fork) return location;
	return { shard: fork.shard, part: fork.parts.get(location.part)!, document: location.document };
}
