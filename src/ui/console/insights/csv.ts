export type Cell = string | number;

/** A table as a spreadsheet reads it. A text that a spreadsheet would run as a formula is told apart by an apostrophe: customers' words stand in these. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
	return `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

function cellOf(cell: Cell): string {
	if (typeof cell === 'number') return String(cell);
	const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
