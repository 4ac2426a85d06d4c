import { chainCommands, liftEmptyBlock } from '@tiptap/pm/commands';
import { addColumnAfter, deleteRow } from '@tiptap/pm/tables';
import { expect, test } from 'vitest';
import { list, open, p, schema, table } from '../../../../tests/support/editor-state.ts';
import { deleteBlock, insertBlock } from './blocks.ts';
import { liftItemAtStart, splitItem } from './lists.ts';
import { moveBlock } from './move.ts';
import { alignColumn, breakInCell, newTable, nextCell } from './tables.ts';
import { turnInto } from './turn-into.ts';

const kinds = (editor: ReturnType<typeof open>) => editor.state.doc.children.map((node) => node.type.name);

test('a block is inserted after the paragraph at the cursor, or in place of an empty one', () => {
	const editor = open(p('One'), p(), p('Two'));
	editor.cursor('One', 3);
	editor.run(insertBlock(newTable(schema, 2, 2)));
	expect(kinds(editor)).toEqual(['paragraph', 'table', 'paragraph', 'paragraph']);
	expect(editor.state.selection.$from.node(3).type.name).toBe('tableHeader');
	editor.cursor('Two');
	editor.run(insertBlock(schema.nodeFromJSON({ type: 'horizontalRule' })));
	expect(kinds(editor).slice(-3)).toEqual(['paragraph', 'horizontalRule', 'paragraph']);
});

test('from a table cell a block goes after the table', () => {
	const editor = open(table(['A'], ['1']), p('Two'));
	editor.cursor('1');
	editor.run(insertBlock(schema.nodeFromJSON({ type: 'horizontalRule' })));
	expect(kinds(editor)).toEqual(['table', 'horizontalRule', 'paragraph']);
});

test('a paragraph becomes a heading, a list, steps, a callout and a paragraph again', () => {
	const editor = open(p('One'));
	editor.cursor('One', 1);
	for (const kind of ['heading3', 'bulletList', 'steps', 'orderedList'] as const) editor.run(turnInto(kind));
	expect(kinds(editor)).toEqual(['orderedList']);
	for (const kind of ['orderedList', 'paragraph', 'warning', 'tip'] as const) editor.run(turnInto(kind));
	expect(editor.tidy.content).toMatchObject([
		{ type: 'callout', attrs: { kind: 'tip' }, content: [{ type: 'paragraph' }] },
	]);
	editor.run(turnInto('tip'));
	expect(kinds(editor)).toEqual(['paragraph']);
	for (const kind of ['danger', 'paragraph', 'steps', 'paragraph'] as const) editor.run(turnInto(kind));
	expect(kinds(editor)).toEqual(['paragraph']);
	expect(editor.state.selection.$from.parentOffset).toBe(1);
});

test('Enter goes on in a list and leaves it from an empty item; Backspace at the start leaves it too', () => {
	const editor = open(list('steps', [p('One')], [p('Two')]));
	editor.cursor('Two', 3);
	editor.run(splitItem);
	expect(editor.state.doc.child(0).childCount).toBe(3);
	editor.run(chainCommands(splitItem, liftEmptyBlock));
	expect(kinds(editor)).toEqual(['steps', 'paragraph']);
	editor.cursor('Two', 0);
	editor.run(liftItemAtStart);
	expect(kinds(editor)).toEqual(['steps', 'paragraph', 'paragraph']);
});

test('items move within their list, blocks out of a callout', () => {
	const editor = open(p('Zero'), list('bulletList', [p('One')], [p('Two')]), {
		type: 'callout',
		attrs: { kind: 'note' },
		content: [p('In'), p('Also')],
	});
	editor.cursor('One', 2);
	editor.run(moveBlock('down'));
	expect(editor.state.doc.child(1).textContent).toBe('TwoOne');
	expect(editor.state.selection.$from.parentOffset).toBe(2);
	expect(editor.run(moveBlock('down'))).toBe(false);
	editor.cursor('In', 1);
	editor.run(moveBlock('up'));
	editor.cursor('Also');
	editor.run(moveBlock('down'));
	expect(kinds(editor)).toEqual(['paragraph', 'bulletList', 'paragraph', 'paragraph']);
});

test('with its last item a list is deleted', () => {
	const editor = open(list('bulletList', [p('One')]), p('Two'));
	editor.cursor('One');
	editor.run(deleteBlock);
	expect(kinds(editor)).toEqual(['paragraph']);
});

test('tables keep their shape: headers first, rows of one length, columns aligned as one', () => {
	const editor = open(table(['A', 'B'], ['1', '2'], ['3', '4']));
	editor.cursor('2');
	editor.run(alignColumn('right'));
	editor.run(addColumnAfter);
	editor.cursor('A');
	editor.run(deleteRow);
	const rows = editor.state.doc
		.child(0)
		.children.map((row) =>
			row.children.map((cell) => `${cell.type.name}:${cell.textContent}:${String(cell.attrs.align)}`),
		);
	expect(rows).toEqual([
		['tableHeader:1:null', 'tableHeader:2:right', expect.stringMatching(/^tableHeader::/)],
		['tableCell:3:null', 'tableCell:4:right', expect.stringMatching(/^tableCell::/)],
	]);
});

test('a row that lost cells is filled up again', () => {
	const editor = open(table(['A', 'B'], ['1', '2']));
	editor.cursor('2');
	const { $from } = editor.state.selection;
	editor.dispatch(editor.state.tr.delete($from.before(3), $from.after(3)));
	expect(editor.state.doc.child(0).children.map((row) => row.childCount)).toEqual([2, 2]);
});

test('Enter in a cell is a new line in its one paragraph; after the last cell Tab has no further one', () => {
	const editor = open(table(['A'], ['12']));
	editor.cursor('12', 1);
	editor.run(breakInCell);
	expect(editor.state.doc.child(0).lastChild?.firstChild?.childCount).toBe(1);
	expect(editor.state.selection.$from.parent.childCount).toBe(3);
	editor.cursor('A');
	editor.run(nextCell);
	expect(editor.state.selection.$from.node(2)).toBe(editor.state.doc.child(0).child(1));
});
