import { canonicalJson } from './canonical.ts';
import { newId } from './ids.ts';
import { holdsBlocks } from './leaves.ts';
import { blockText } from './plain-text.ts';
import type { AnyBlock, Doc } from './types.ts';

// A run of changed blocks is compared pair by pair up to this many pairs, beyond it only with its surroundings.
const MOST_PAIRS = 4_000;
const NEARLY = 0.5;

/** A block with what it is compared by: `key` is equal exactly for equal content. */
type Entry = { block: AnyBlock; key: string };
type Pairs = Map<AnyBlock, AnyBlock>;

/**
 * The new document with the ids of the old one wherever a block is unchanged or nearly so, also where blocks were put in, taken
 * out or moved; nobody gets an id twice. Costs about one comparison per block, more only inside runs of changed blocks.
 */
export function keepIds(old: Doc, next: Doc): Doc {
	const keys = new Map<AnyBlock, string>();
	const entriesOf = (blocks: readonly AnyBlock[]) => blocks.map((block) => ({ block, key: keyOf(block, keys) }));
	const pairs: Pairs = new Map();
	align(entriesOf(old.content), entriesOf(next.content), pairs, entriesOf);
	const taken = new Set(pairs.values());
	pairEqual(
		entriesOf(leaves(old.content).filter((block) => !taken.has(block))),
		entriesOf(leaves(next.content).filter((block) => !pairs.has(block))),
		(from, to) => pairs.set(to.block, from.block),
	);
	const kept = new Set(Array.from(pairs.values(), (block) => block.attrs.id));
	return { type: 'doc', content: next.content.map((block) => renamed(block, pairs, kept)) };
}

/** Everything about a block but the ids, as text. */
function keyOf(block: AnyBlock, keys: Map<AnyBlock, string>): string {
	const known = keys.get(block);
	if (known !== undefined) return known;
	const { id: _, ...attrs } = block.attrs;
	const children = holdsBlocks(block)
		? block.content.map((child) => keyOf(child, keys))
		: 'content' in block && block.content;
	const key = canonicalJson([block.type, attrs, children]);
	keys.set(block, key);
	return key;
}

function align(old: Entry[], next: Entry[], pairs: Pairs, entriesOf: (blocks: readonly AnyBlock[]) => Entry[]): void {
	const taken = new Set<AnyBlock>();
	const pair = (from: Entry, to: Entry) => {
		taken.add(from.block);
		pairs.set(to.block, from.block);
		if (holdsBlocks(from.block) && holdsBlocks(to.block)) {
			align(entriesOf(from.block.content), entriesOf(to.block.content), pairs, entriesOf);
		}
	};
	pairEqual(old, next, pair);
	for (const gap of gaps(old, next, pairs, taken)) pairSimilar(gap.old, gap.next, pair);
	// What is left on both sides was moved past its neighbours and changed.
	const isFree = (entry: Entry) => !taken.has(entry.block);
	pairSimilar(
		old.filter(isFree),
		next.filter((entry) => !pairs.has(entry.block)),
		pair,
	);
}

type Pair = (from: Entry, to: Entry) => void;

/** Equal blocks, the first of several with the first: unmoved ones and moved ones alike. */
function pairEqual(old: Entry[], next: Entry[], pair: Pair): void {
	const waiting = new Map<string, Entry[]>();
	for (const entry of old.toReversed()) {
		const same = waiting.get(entry.key);
		if (same) same.push(entry);
		else waiting.set(entry.key, [entry]);
	}
	for (const entry of next) {
		const from = waiting.get(entry.key)?.pop();
		if (from) pair(from, entry);
	}
}

type Gap = { old: Entry[]; next: Entry[] };

/** The runs of unpaired blocks of both documents that stand between the same paired neighbours. */
function gaps(old: Entry[], next: Entry[], pairs: Pairs, taken: Set<AnyBlock>): Gap[] {
	const byNeighbour = new Map<AnyBlock | undefined, Gap>();
	const gapAfter = (block: AnyBlock | undefined) => {
		const gap = byNeighbour.get(block) ?? { old: [], next: [] };
		byNeighbour.set(block, gap);
		return gap;
	};
	let before: AnyBlock | undefined;
	for (const entry of old) {
		if (taken.has(entry.block)) before = entry.block;
		else gapAfter(before).old.push(entry);
	}
	before = undefined;
	for (const entry of next) {
		if (pairs.has(entry.block)) before = pairs.get(entry.block);
		else gapAfter(before).next.push(entry);
	}
	return [...byNeighbour.values()].filter((gap) => gap.old.length > 0 && gap.next.length > 0);
}

/** Blocks of one kind that say nearly the same, the most similar first; in order where nothing tells them apart. */
function pairSimilar(old: Entry[], next: Entry[], pair: Pair): void {
	const words = new Map([...old, ...next].map((entry) => [entry, pairsOfCharacters(blockText(entry.block))]));
	const reach = Math.max(2, Math.ceil(MOST_PAIRS / Math.max(next.length, 1)));
	const candidates = next.flatMap((to, at) => {
		const middle = Math.round((at * old.length) / next.length);
		const first = Math.max(0, middle - reach);
		return old.slice(first, middle + reach).flatMap((from, offset) => {
			if (from.block.type !== to.block.type) return [];
			const score = likeness(words.get(from) ?? new Set(), words.get(to) ?? new Set());
			return score >= NEARLY ? [{ from, to, score, distance: Math.abs(middle - first - offset) }] : [];
		});
	});
	const used = new Set<Entry>();
	for (const { from, to } of candidates.toSorted((a, b) => b.score - a.score || a.distance - b.distance)) {
		if (used.has(from) || used.has(to)) continue;
		used.add(from).add(to);
		pair(from, to);
	}
}

/** Pairs of characters serve all scripts alike. */
function pairsOfCharacters(text: string): Set<string> {
	const found = new Set<string>();
	for (let at = 0; at < text.length - 1 && found.size < 2_000; at++) found.add(text.slice(at, at + 2).toLowerCase());
	return found;
}

/** Dice's coefficient: twice what both have over the sum of both, 0 to 1; two without text are alike. */
function likeness(a: Set<string>, b: Set<string>): number {
	if (a.size + b.size === 0) return 1;
	return (2 * a.intersection(b).size) / (a.size + b.size);
}

/** Blocks without blocks in them, those of all levels: they keep their id also when they move into a list or callout. */
function leaves(blocks: readonly AnyBlock[]): AnyBlock[] {
	return blocks.flatMap((block) => (holdsBlocks(block) ? leaves(block.content) : [block]));
}

function renamed<Kind extends AnyBlock>(block: Kind, pairs: Pairs, kept: Set<string>): Kind {
	const content = holdsBlocks(block) ? { content: block.content.map((child) => renamed(child, pairs, kept)) } : {};
	return { ...block, ...content, attrs: { ...block.attrs, id: idOf(block, pairs, kept) } };
}

function idOf(block: AnyBlock, pairs: Pairs, kept: Set<string>): string {
	const id = pairs.get(block)?.attrs.id;
	if (id !== undefined) return id;
	return kept.has(block.attrs.id) ? newId() : block.attrs.id;
}
