import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';
import { addRowAfter, goToNextCell, selectedRect } from '@tiptap/pm/tables';
import type { Align } from '#modules/knowledge/browser.ts';
import { around } from './current-block.ts';
import { nodeType } from './lists.ts';

/** An empty table; the first of its rows holds headers. */
export function newTable(schema: Schema, rows = 3, columns = 3): Node {
	const cell = (name: string) => nodeType(schema, name).createChecked(null, nodeType(schema, 'paragraph').create());
	const row = (name: string) =>
		nodeType(schema, 'tableRow').create(null, Fragment.from(Array.from({ length: columns }, () => cell(name))));
	const content = Array.from({ length: rows }, (_, index) => row(index === 0 ? 'tableHeader' : 'tableCell'));
	return nodeType(schema, 'table').create(null, Fragment.from(content));
}

export function isInTable(state: EditorState): boolean {
	return around(state, 'tableCell', 'tableHeader') !== undefined;
}

/** All cells of the columns in which the selection is; what they have already is taken away. */
export function alignColumn(align: Align): Command {
	return (state, dispatch) => {
		if (!isInTable(state)) return false;
		const { map, tableStart, left, right, table } = selectedRect(state);
		const cells = map.cellsInRect({ left, right, top: 0, bottom: map.height });
		const isAlready = cells.every((pos) => table.nodeAt(pos)?.attrs.align === align);
		const { tr } = state;
		for (const pos of cells) tr.setNodeAttribute(tableStart + pos, 'align', isAlready ? null : align);
		dispatch?.(tr);
		return true;
	};
}

/** Tab: the next cell; after the last one a new row. */
export const nextCell: Command = (state, dispatch, view) => {
	if (!isInTable(state)) return false;
	if (goToNextCell(1)(state, dispatch)) return true;
	if (!view) return addRowAfter(state);
	addRowAfter(state, view.dispatch);
	return goToNextCell(1)(view.state, view.dispatch);
};

export const previousCell: Command = (state, dispatch) =>
	isInTable(state) && (goToNextCell(-1)(state, dispatch) || true);

/** A cell holds one paragraph: Enter begins a new line in it. */
export const breakInCell: Command = (state, dispatch) => {
	if (!isInTable(state)) return false;
	dispatch?.(state.tr.replaceSelectionWith(nodeType(state.schema, 'hardBreak').create()).scrollIntoView());
	return true;
};
