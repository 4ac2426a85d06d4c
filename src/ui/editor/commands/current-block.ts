import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, type Selection } from '@tiptap/pm/state';

/** A block that can be moved, copied and deleted; `depth` is that of its parent. */
export type CurrentBlock = { node: Node; pos: number; parent: Node; index: number; depth: number };

/** The smallest block at the cursor that can go elsewhere on its own: of a list the item, of a table the row. */
export function currentBlock({ selection }: { selection: Selection }): CurrentBlock {
	if (selection instanceof NodeSelection && selection.node.isBlock)
		return blockAt(selection.$from, selection.$from.depth);
	const { $from } = selection;
	let depth = $from.depth;
	while (depth > 1 && !goesAlone($from, depth)) depth--;
	return blockAt($from, Math.max(depth - 1, 0));
}

function goesAlone($pos: ResolvedPos, depth: number): boolean {
	const node = $pos.node(depth);
	const parent = $pos.node(depth - 1);
	const { name } = node.type;
	if (name === 'tableHeader' || name === 'tableCell') return false;
	if (parent.type.spec.tableRole) return name === 'tableRow';
	const isFirstOfItem = (parent.type.name === 'listItem' || parent.type.name === 'step') && $pos.index(depth - 1) === 0;
	return !isFirstOfItem;
}

function blockAt($pos: ResolvedPos, depth: number): CurrentBlock {
	const parent = $pos.node(depth);
	const index = Math.min($pos.index(depth), parent.childCount - 1);
	return { node: parent.child(index), pos: $pos.posAtIndex(index, depth), parent, index, depth };
}

/** The nearest block of a certain type around the cursor, or the selected one, and where it begins. */
export function around(
	{ selection }: Pick<EditorState, 'selection'>,
	...names: string[]
): { node: Node; pos: number } | undefined {
	if (selection instanceof NodeSelection && names.includes(selection.node.type.name)) {
		return { node: selection.node, pos: selection.from };
	}
	const { $from } = selection;
	for (let depth = $from.depth; depth > 0; depth--) {
		const node = $from.node(depth);
		if (names.includes(node.type.name)) return { node, pos: $from.before(depth) };
	}
	return undefined;
}
