import type { Node } from '@tiptap/pm/model';
import { PluginKey, type Transaction } from '@tiptap/pm/state';
import { nodeType } from '../commands/lists.ts';
import { afterChanges, type Change } from './after-changes.ts';
import { placedIn, placedWhereChanged } from './placed.ts';

/** Keeps tables as they are stored: rows of one length, headers in the first, a column aligned as its header is. */
export function tableShape() {
	return afterChanges(new PluginKey('tableShape'), shaped);
}

function shaped({ before, now, late }: Change): Transaction | undefined {
	const { tr } = now;
	const changed = late ? placedIn(now.doc) : placedWhereChanged(before.doc, now.doc).after;
	for (const { node, pos } of changed.toReversed()) if (node.type.name === 'table') shape(tr, node, pos);
	return tr.docChanged ? tr.setStoredMarks(now.storedMarks) : undefined;
}

/** From the last row to the first: positions of those before stay right. */
function shape(tr: Transaction, table: Node, start: number): void {
	const width = Math.max(...table.children.map((row) => row.childCount));
	const aligns = table.child(0).children.map((cell) => cell.attrs.align as unknown);
	let end = start + table.nodeSize - 1;
	for (let index = table.childCount - 1; index >= 0; index--) {
		const row = table.child(index);
		shapeRow(tr, row, end - row.nodeSize, { width, aligns, name: index === 0 ? 'tableHeader' : 'tableCell' });
		end -= row.nodeSize;
	}
}

type Wanted = { width: number; aligns: unknown[]; name: string };

function shapeRow(tr: Transaction, row: Node, pos: number, { width, aligns, name }: Wanted): void {
	const type = nodeType(tr.doc.type.schema, name);
	let end = pos + row.nodeSize - 1;
	for (let index = row.childCount; index < width; index++) {
		const cell = type.createAndFill({ align: aligns[index] ?? null });
		if (cell) tr.insert(end, cell);
	}
	for (let index = row.childCount - 1; index >= 0; index--) {
		const cell = row.child(index);
		const align = aligns[index] ?? null;
		end -= cell.nodeSize;
		if (cell.type !== type || cell.attrs.align !== align) tr.setNodeMarkup(end, type, { ...cell.attrs, align });
	}
}
