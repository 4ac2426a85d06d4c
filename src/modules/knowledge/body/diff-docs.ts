import { diffWords, type Words } from './diff-words.ts';
import { leafText, leavesOf, ownContent } from './leaves.ts';
import type { AnyBlock, Doc } from './types.ts';

/** What became of one paragraph, heading, picture and so on. `moved`: it stands elsewhere among those that both have, whether it changed or not. */
export type BlockDiff = {
	id: string;
	kind: 'same' | 'added' | 'removed' | 'changed';
	moved: boolean;
	/** Types of the blocks around it, outermost first, where it stands now, or stood. */
	within: AnyBlock['type'][];
	old: AnyBlock | null;
	next: AnyBlock | null;
	/** Its text; of what changed only in looks (a link, bold) all words are the same. */
	words: Words[];
};

type Leaf = { block: AnyBlock; within: AnyBlock['type'][] };

/** Two versions block by block in the order of the newer one; what is gone stands where it stood, after what was before it. */
export function diffDocs(old: Doc, next: Doc): BlockDiff[] {
	const [before, after] = [leavesOf(old), leavesOf(next)];
	const [was, is] = [byId(before), byId(after)];
	const steady = longestInOrder(after.flatMap(({ block }) => was.get(block.attrs.id)?.index ?? []));
	const present = after.map((leaf) => {
		const from = was.get(leaf.block.attrs.id);
		return from ? kept(from, leaf, !steady.has(from.index)) : lone('added', leaf);
	});
	return withRemoved(present, before, is);
}

type Indexed = Leaf & { index: number };

const byId = (leaves: readonly Leaf[]): Map<string, Indexed> =>
	new Map(leaves.map((leaf, index) => [leaf.block.attrs.id, { ...leaf, index }]));

function kept(from: Leaf, to: Leaf, moved: boolean): BlockDiff {
	const isSame = ownContent(from.block) === ownContent(to.block);
	return {
		id: to.block.attrs.id,
		kind: isSame ? 'same' : 'changed',
		moved,
		within: to.within,
		old: from.block,
		next: to.block,
		words: diffWords(leafText(from.block), leafText(to.block)),
	};
}

function lone(kind: 'added' | 'removed', { block, within }: Leaf): BlockDiff {
	const text = leafText(block);
	return {
		id: block.attrs.id,
		kind,
		moved: false,
		within,
		old: kind === 'removed' ? block : null,
		next: kind === 'added' ? block : null,
		words: text ? [{ kind, text }] : [],
	};
}

function withRemoved(present: BlockDiff[], before: readonly Leaf[], is: Map<string, Indexed>): BlockDiff[] {
	const gone = new Map<string, BlockDiff[]>();
	let after = '';
	for (const leaf of before) {
		const { id } = leaf.block.attrs;
		if (is.has(id)) after = id;
		else gone.set(after, [...(gone.get(after) ?? []), lone('removed', leaf)]);
	}
	return [...(gone.get('') ?? []), ...present.flatMap((diff) => [diff, ...(gone.get(diff.id) ?? [])])];
}

/** The most numbers of a list that stand in growing order: what did not move. */
function longestInOrder(numbers: readonly number[]): Set<number> {
	const ends: number[] = [];
	const before = new Map<number, number | undefined>();
	for (const number of numbers) {
		let at = ends.findIndex((end) => end >= number);
		if (at < 0) at = ends.length;
		before.set(number, ends[at - 1]);
		ends[at] = number;
	}
	const found = new Set<number>();
	for (let at = ends.at(-1); at !== undefined; at = before.get(at)) found.add(at);
	return found;
}
