import { styleOf } from './marks.ts';
import { rename } from './rename.ts';

const LARGEST_SPAN = 50;
const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, li, tr, blockquote, pre';

/** Tables as ours are: every row equally long, no spans, in each cell lines of text; captions before, pictures after. A table of one cell was made for its frame. */
export function squareTables(body: HTMLElement): void {
	for (const table of [...body.querySelectorAll('table')].toReversed()) {
		if (table.caption) table.before(rename(table.caption, 'div'));
		const rows = rowsOf(table);
		const cells = rows.flatMap((row) => cellsOf(row));
		if (table.parentElement?.closest('td, th') || cells.length < 2) {
			table.replaceWith(...cells.flatMap((cell) => ['\n', ...cell.childNodes]));
			continue;
		}
		const square = table.ownerDocument.createElement('table');
		square.append(...grid(rows).map((row) => rowOf(table.ownerDocument, row)));
		// Headers are bold by themselves.
		for (const bold of square.querySelectorAll('tr:first-child :is(b, strong)')) bold.replaceWith(...bold.childNodes);
		table.replaceWith(square);
		square.after(...square.querySelectorAll('img'));
	}
}

function rowsOf(table: HTMLTableElement): HTMLTableRowElement[] {
	return [...table.rows].filter((row) => row.cells.length > 0);
}

function cellsOf(row: HTMLTableRowElement): HTMLTableCellElement[] {
	return [...row.cells];
}

type Grid = (HTMLTableCellElement | undefined)[][];

/** Each cell in its upper left place; what it spans beyond that is empty. */
function grid(rows: HTMLTableRowElement[]): Grid {
	const taken = rows.map((): (HTMLTableCellElement | null | undefined)[] => []);
	for (const [y, row] of rows.entries()) {
		let x = 0;
		for (const cell of row.cells) {
			while (taken[y]?.[x] !== undefined) x++;
			occupy(taken, cell, x, y);
		}
	}
	const width = Math.max(...taken.map((row) => row.length));
	return taken.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? undefined));
}

function occupy(
	taken: (HTMLTableCellElement | null | undefined)[][],
	cell: HTMLTableCellElement,
	x: number,
	y: number,
) {
	for (let down = 0; down < Math.min(cell.rowSpan || 1, LARGEST_SPAN); down++) {
		for (let right = 0; right < Math.min(cell.colSpan, LARGEST_SPAN); right++) {
			const row = taken[y + down];
			if (row) row[x + right] = down + right === 0 ? cell : null;
		}
	}
}

function rowOf(document: Document, cells: Grid[number]): HTMLTableRowElement {
	const row = document.createElement('tr');
	for (const cell of cells) {
		const made = row.appendChild(document.createElement(cell?.tagName === 'TH' ? 'th' : 'td'));
		if (!cell) continue;
		const align = alignOf(cell);
		if (align) made.className = `align-${align}`;
		made.append(...lines(cell));
	}
	return row;
}

function alignOf(cell: HTMLTableCellElement): string | undefined {
	const paragraph = cell.querySelector('p');
	const styles = styleOf(cell) + (paragraph ? styleOf(paragraph) : '');
	const align = cell.getAttribute('align') ?? paragraph?.getAttribute('align') ?? '';
	return (/text-align:\s*(center|right)/.exec(styles) ?? /^(center|right)$/i.exec(align))?.[1]?.toLowerCase();
}

/** The content of a cell with its blocks as lines. */
function lines(cell: HTMLTableCellElement): ChildNode[] {
	for (const block of cell.querySelectorAll(BLOCKS)) {
		if (hasTextBefore(block, cell)) block.before(cell.ownerDocument.createElement('br'));
		block.replaceWith(...block.childNodes);
	}
	for (const list of cell.querySelectorAll('ul, ol')) list.replaceWith(...list.childNodes);
	return [...cell.childNodes];
}

function hasTextBefore(block: Element, cell: Element): boolean {
	const before = cell.ownerDocument.createRange();
	before.setStart(cell, 0);
	before.setEndBefore(block);
	return before.toString().trim() !== '' && block.textContent?.trim() !== '';
}
