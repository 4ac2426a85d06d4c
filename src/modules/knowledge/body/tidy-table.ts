import { tidyInline } from './tidy-inline.ts';
import type { Name } from './tidy.ts';
import type { Align, Inline, Paragraph, Table, TableCell, TableHeader, TableRow } from './types.ts';

type Cell = TableHeader | TableCell;

/** A rectangle with headers in the first row, one paragraph in each cell, and the alignment of each column set by its header. */
export function tidyTable(table: Table, id: string, name: Name): Table | undefined {
	const width = table.content.reduce((widest, row) => Math.max(widest, row.content.length), 0);
	if (width === 0) return undefined;
	const aligns = Array.from({ length: width }, (_, column) => table.content[0]?.content[column]?.attrs.align);
	const content = table.content.map((row, index): TableRow => {
		const type = index === 0 ? 'tableHeader' : 'tableCell';
		const cells = aligns.map((align, column) => tidyCell(row.content[column], type, align, name));
		return { type: 'tableRow', attrs: { id: name(row.attrs.id) }, content: cells };
	});
	return content.some(hasText) ? { type: 'table', attrs: { id }, content } : undefined;
}

function hasText(row: TableRow): boolean {
	return row.content.some((cell) => cell.content.some((paragraph) => paragraph.content.length > 0));
}

function tidyCell(cell: Cell | undefined, type: Cell['type'], align: Align | undefined, name: Name): Cell {
	const attrs = { id: name(cell?.attrs.id), ...(align ? { align } : {}) };
	const paragraphs = cell?.content ?? [];
	const content = tidyInline(paragraphs.flatMap(withBreak));
	return { type, attrs, content: [{ type: 'paragraph', attrs: { id: name(paragraphs[0]?.attrs.id) }, content }] };
}

/** Paragraphs of a cell become lines of its one paragraph. */
function withBreak(paragraph: Paragraph, index: number): Inline[] {
	return index === 0 ? paragraph.content : [{ type: 'hardBreak' }, ...paragraph.content];
}
