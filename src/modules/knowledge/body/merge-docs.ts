import { mergeOrder } from './merge-order.ts';
import { fitting } from './merge-shape.ts';
import { type Side, type Sides, sidesOf } from './merge-sides.ts';
import { tidy } from './tidy.ts';
import type { AnyBlock, Block, Doc } from './types.ts';

/**
 * The same block changed on both sides, or changed on one and taken out on the other: as it was (null: it was not there), mine and theirs (null: taken
 * out). The merged document holds mine, or theirs where I took it out.
 */
export type Conflict = { id: string; base: AnyBlock | null; mine: AnyBlock | null; theirs: AnyBlock | null };

/**
 * Three-way merge by block id: what one side changed, moved, put in or took out is taken over; what both did differently to one block is a conflict.
 * Words that either side wrote are in the merged document or in a conflict. A table is merged cell by cell only while it has the same rows and columns.
 */
export function mergeDocs(base: Doc, mine: Doc, theirs: Doc): { doc: Doc; conflicts: Conflict[] } {
	const sides = sidesOf(base, mine, theirs);
	const conflicts: Conflict[] = [];
	const kept = new Map<string, AnyBlock>();
	for (const id of allIds(sides)) {
		const block = mergeBlock(id, sides, conflicts);
		if (block) kept.set(id, block);
	}
	const parents = parentsOf(kept, sides, conflicts);
	const content = childrenOf('', { kept, children: orderedChildren(parents, sides), sides });
	return { doc: tidy({ type: 'doc', content: content as Block[] }), conflicts };
}

const allIds = ({ base, mine, theirs }: Sides): Set<string> =>
	new Set([...mine.blocks.keys(), ...theirs.blocks.keys(), ...base.blocks.keys()]);

/** What stands under this id from now on, of containers without what stands in them; nothing where it is taken out. */
function mergeBlock(id: string, sides: Sides, conflicts: Conflict[]): AnyBlock | undefined {
	const [was, my, their] = [sides.base, sides.mine, sides.theirs].map(({ blocks }) => blocks.get(id));
	if (my?.own === their?.own || their?.own === was?.own) return my?.block;
	if (my?.own === was?.own) return their?.block;
	conflicts.push(conflictAt(id, sides));
	return my?.block ?? their?.block;
}

function conflictAt(id: string, sides: Sides): Conflict {
	const blockOf = ({ blocks }: Side) => blocks.get(id)?.block ?? null;
	return { id, base: blockOf(sides.base), mine: blockOf(sides.mine), theirs: blockOf(sides.theirs) };
}

type Parents = Map<string, string>;

/** Where each block that is kept stands. A container that one side took out comes back for what the other side did in it. */
function parentsOf(kept: Map<string, AnyBlock>, sides: Sides, conflicts: Conflict[]): Parents {
	const parents: Parents = new Map();
	const asked = new Set(conflicts.map(({ id }) => id));
	// The map grows while it is walked through: a container that comes back has a place of its own to be found.
	for (const id of kept.keys()) {
		const parent = parentOf(id, sides);
		parents.set(id, parent);
		if (parent === '' || kept.has(parent)) continue;
		const block = (sides.mine.blocks.get(parent) ?? sides.theirs.blocks.get(parent))?.block;
		if (block) kept.set(parent, block);
		if (!asked.has(id)) conflicts.push(conflictAt(parent, sides));
		asked.add(parent);
	}
	for (const id of parents.keys()) openCircle(id, parents, sides);
	return parents;
}

function parentOf(id: string, { base, mine, theirs }: Sides): string {
	const [was, my, their] = [base, mine, theirs].map(({ blocks }) => blocks.get(id)?.parent);
	if (my === undefined || their === undefined) return my ?? their ?? '';
	return my === was ? their : my;
}

/** I put one block into another and they did the reverse: mine holds. */
function openCircle(id: string, parents: Parents, { mine, theirs }: Sides): void {
	const above = new Set<string>();
	for (let at = id; at !== ''; at = parents.get(at) ?? '') {
		if (above.has(at)) {
			for (const each of above) parents.set(each, (mine.blocks.get(each) ?? theirs.blocks.get(each))?.parent ?? '');
			return;
		}
		above.add(at);
	}
}

function orderedChildren(parents: Parents, { base, mine, theirs }: Sides): Map<string, string[]> {
	const groups = Map.groupBy(parents.keys(), (id) => parents.get(id) ?? '');
	const ordered = [...groups].map(([parent, ids]): [string, string[]] => {
		const there = new Set(ids);
		const [was, my, their] = [base, mine, theirs].map(({ order }) =>
			(order.get(parent) ?? []).filter((id) => there.has(id)),
		);
		return [parent, mergeOrder(was ?? [], my ?? [], their ?? [])];
	});
	return new Map(ordered);
}

type Tree = { kept: Map<string, AnyBlock>; children: Map<string, string[]>; sides: Sides };

function childrenOf(parent: string, tree: Tree): AnyBlock[] {
	const children = (tree.children.get(parent) ?? []).map((id) => grown(id, tree));
	return fitting(tree.kept.get(parent)?.type, children);
}

function grown(id: string, tree: Tree): AnyBlock {
	const block = tree.kept.get(id) as AnyBlock;
	if (!tree.sides.isContainer(block)) return block;
	return { ...block, content: childrenOf(id, tree) } as AnyBlock;
}
