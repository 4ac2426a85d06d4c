import { Fragment, type Node } from '@tiptap/pm/model';
import { type Command, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { type CurrentBlock, currentBlock } from './current-block.ts';

/** Moves the block at the cursor past its neighbour, or out of what holds it where it has none. */
export function moveBlock(direction: 'up' | 'down'): Command {
	return (state, dispatch) => {
		const block = currentBlock(state);
		const target = direction === 'up' ? block.index - 1 : block.index + 1;
		const tr = block.parent.maybeChild(target)
			? swap(state.tr, block, block.parent.child(target), direction)
			: moveOut(state.tr, block, direction);
		if (!tr) return false;
		dispatch?.(tr.scrollIntoView());
		return true;
	};
}

/** As one change of both, so that no container is empty in between. */
function swap(tr: Transaction, block: CurrentBlock, neighbour: Node, direction: 'up' | 'down'): Transaction {
	const { node, pos } = block;
	const up = direction === 'up';
	const from = up ? pos - neighbour.nodeSize : pos;
	const by = up ? -neighbour.nodeSize : neighbour.nodeSize;
	const { anchor, head } = tr.selection;
	const isNode = tr.selection instanceof NodeSelection;
	tr.replaceWith(
		from,
		from + node.nodeSize + neighbour.nodeSize,
		Fragment.from(up ? [node, neighbour] : [neighbour, node]),
	);
	return select(tr, isNode, anchor + by, head + by);
}

function moveOut(tr: Transaction, block: CurrentBlock, direction: 'up' | 'down'): Transaction | undefined {
	const { node, pos, parent, depth } = block;
	if (depth === 0) return undefined;
	const $pos = tr.doc.resolve(pos);
	const outer = $pos.node(depth - 1);
	const at = direction === 'up' ? $pos.index(depth - 1) : $pos.index(depth - 1) + 1;
	if (!outer.canReplaceWith(at, at, node.type)) return undefined;
	const { anchor, head } = tr.selection;
	const isNode = tr.selection instanceof NodeSelection;
	const place = direction === 'up' ? $pos.before(depth) : $pos.after(depth);
	// What would be left empty goes.
	if (parent.childCount === 1) tr.delete($pos.before(depth), $pos.after(depth));
	else tr.delete(pos, pos + node.nodeSize);
	const to = tr.mapping.map(place, direction === 'up' ? -1 : 1);
	tr.insert(to, node);
	return select(tr, isNode, anchor - pos + to, head - pos + to);
}

function select(tr: Transaction, isNode: boolean, anchor: number, head: number): Transaction {
	const selection = isNode ? NodeSelection.create(tr.doc, anchor) : TextSelection.create(tr.doc, anchor, head);
	return tr.setSelection(selection);
}
