import readXlsxFile from 'read-excel-file/node';
import type { ReadOptions } from './markdown-files.ts';
import { readQaTable } from './qa-table.ts';
import { failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';
import { LIMITS } from './source-files.ts';
import { zipFiles } from './zip-files.ts';

// One sheet is one file in the workbook, and its XML is far larger than what people see.
const WORKBOOK = { ...LIMITS, fileBytes: 100_000_000 };

/** Reads questions and answers from all sheets of an Excel workbook; sheets without a row of headings we know are reported. */
export async function* readXlsx(bytes: Buffer, options: ReadOptions): AsyncGenerator<ReadItem> {
	const { problems } = await zipFiles(bytes, WORKBOOK);
	if (problems.length > 0) {
		yield* problems;
		return;
	}
	const sheets = await readXlsxFile(bytes).catch(() => undefined);
	if (!sheets) {
		yield failed('xlsx', 'invalid_xlsx', 'This workbook cannot be read.');
		return;
	}
	for (const { sheet, data } of sheets) {
		const rows = data.map((cells, index) => ({ line: `${sheet}:${index + 1}`, cells: cells.map(cellText) }));
		yield* readQaTable(rows, options);
	}
}

function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
