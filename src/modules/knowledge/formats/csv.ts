import { parse } from 'csv-parse/sync';
import type { ReadOptions } from './markdown-files.ts';
import { readQaTable } from './qa-table.ts';
import type { Row } from './qa-table.ts';
import { failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';

const BROKEN = 'This row cannot be read: its quotation marks do not match.';

/** Reads questions and answers from CSV: comma, semicolon or tab, UTF-8 or UTF-16 with a byte order mark. */
export function* readCsv(bytes: Buffer, options: ReadOptions): Generator<ReadItem> {
	const text = decoded(bytes);
	if (text === undefined) {
		yield failed(1, 'invalid_utf8', 'This file is not UTF-8. Save it as “CSV UTF-8” and try again.');
		return;
	}
	const skipped: ReadItem[] = [];
	const rows: Row[] = [];
	parse(text, {
		bom: true,
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: true,
		skip_records_with_error: true,
		delimiter: delimiterOf(text),
		on_skip: (error) => {
			skipped.push(failed(typeof error?.['lines'] === 'number' ? error['lines'] : 0, 'invalid_csv', BROKEN));
			return undefined;
		},
		on_record: (cells: string[], { lines }) => {
			rows.push({ line: lines, cells });
			return undefined;
		},
	});
	yield* readQaTable(rows, options);
	yield* skipped;
}

function decoded(bytes: Buffer): string | undefined {
	const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
	try {
		return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** The separator that the first line has most of. */
function delimiterOf(text: string): string {
	const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
	const count = (delimiter: string) => first.split(delimiter).length;
	return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
