import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type Command, NodeSelection, Selection, type Transaction } from '@tiptap/pm/state';
import { currentBlock } from './current-block.ts';

/** A copy after the block at the cursor, with the cursor in it. */
export const duplicateBlock: Command = (state, dispatch) => {
	const { node, pos } = currentBlock(state);
	const after = pos + node.nodeSize;
	const tr = state.tr.insert(after, node);
	dispatch?.(tr.setSelection(inside(tr, after)).scrollIntoView());
	return true;
};

export const deleteBlock: Command = (state, dispatch) => {
	const { node, pos, parent, depth } = currentBlock(state);
	const $pos = state.doc.resolve(pos);
	// With its only item a list goes, with its only row a table.
	const whole = parent.childCount === 1 && depth > 0;
	const [from, to] = whole ? [$pos.before(depth), $pos.after(depth)] : [pos, pos + node.nodeSize];
	const tr = state.tr.deleteRange(from, to);
	dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)))).scrollIntoView());
	return true;
};

/** Puts a block in place of the empty paragraph at the cursor, or after the block there, and the cursor into it. */
export function insertBlock(node: Node): Command {
	return (state, dispatch) => {
		const { tr } = state;
		const at = putBlock(tr, tr.selection.$to, node);
		if (at === undefined) return false;
		dispatch?.(tr.setSelection(inside(tr, at)).scrollIntoView());
		return true;
	};
}

/** Where `node` has been put near a place of the document; undefined where nothing around may hold it. */
export function putBlock(tr: Transaction, $at: ResolvedPos, node: Node): number | undefined {
	for (let depth = $at.depth; depth >= 0; depth--) {
		const parent = $at.node(depth);
		const index = depth === $at.depth ? $at.index(depth) : $at.indexAfter(depth);
		const replaced = isBlank($at, depth + 1) ? $at.node(depth + 1) : undefined;
		const start = replaced ? $at.before(depth + 1) : $at.posAtIndex(index, depth);
		const first = replaced ? index - 1 : index;
		if (!parent.canReplaceWith(first, index, node.type)) continue;
		tr.replaceWith(start, replaced ? start + replaced.nodeSize : start, node);
		closeWithParagraph(tr, start + node.nodeSize);
		return start;
	}
	return undefined;
}

function isBlank($at: ResolvedPos, depth: number): boolean {
	if (depth > $at.depth) return false;
	const node = $at.node(depth);
	return node.type.name === 'paragraph' && node.content.size === 0;
}

/** After a table or picture at the very end there is a place to go on writing. */
function closeWithParagraph(tr: Transaction, end: number): void {
	const { paragraph } = tr.doc.type.schema.nodes;
	if (end === tr.doc.content.size && paragraph) tr.insert(end, paragraph.create());
}

/** The first text of a block, the block itself if it holds none, what follows a line across. */
function inside(tr: Transaction, pos: number): Selection {
	const node = tr.doc.nodeAt(pos);
	if (node?.isAtom && node.type.name !== 'horizontalRule') return NodeSelection.create(tr.doc, pos);
	return Selection.near(tr.doc.resolve(node?.isAtom ? pos + node.nodeSize : pos + 1));
}
