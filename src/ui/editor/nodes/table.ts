import { Extension, Node } from '@tiptap/core';

/** The names under which prosemirror-tables knows the parts of a table. */
const ROLES: Record<string, string> = {
	table: 'table',
	tableRow: 'row',
	tableHeader: 'header_cell',
	tableCell: 'cell',
};

export const TableRoles = Extension.create({
	name: 'tableRoles',
	extendNodeSchema: ({ name }) => (ROLES[name] ? { tableRole: ROLES[name] } : {}),
});

/** In a box that scrolls sideways, as readers have it. */
export const Table = Node.create({
	name: 'table',
	group: 'block',
	content: 'tableRow+',
	isolating: true,
	parseHTML: () => [{ tag: 'table' }],
	renderHTML: ({ HTMLAttributes }) => ['div', { class: 'table-scroll' }, ['table', HTMLAttributes, ['tbody', 0]]],
});

export const TableRow = Node.create({
	name: 'tableRow',
	content: '(tableHeader | tableCell)+',
	parseHTML: () => [{ tag: 'tr' }],
	renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
});

export const TableHeader = cell('tableHeader', 'th');
export const TableCell = cell('tableCell', 'td');

function cell(name: string, tag: 'th' | 'td') {
	return Node.create({
		name,
		content: 'paragraph',
		isolating: true,
		addAttributes: () => ({
			align: {
				default: null,
				parseHTML: alignOf,
				renderHTML: ({ align }) => (align ? { class: `align-${String(align)}` } : {}),
			},
			// prosemirror-tables reads these of every cell; ours span one.
			colspan: fixed(1),
			rowspan: fixed(1),
			colwidth: fixed(null),
		}),
		parseHTML: () => [{ tag }],
		renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
	});
}

function fixed<Value>(value: Value) {
	return { default: value, parseHTML: () => value, renderHTML: () => ({}) };
}

function alignOf(element: HTMLElement): string | null {
	return /\balign-(left|center|right)\b/.exec(element.className)?.[1] ?? null;
}
