import { createHash } from 'node:crypto';
import { readColumns, readStatus } from './columns.ts';
import type { Column } from './columns.ts';
import { readHtmlPage } from './html-page.ts';
import type { ReadOptions } from './markdown-files.ts';
import { checked, failed } from './read-item.ts';
import type { ReadItem } from './read-item.ts';

/** A row of a table and where it stands: a line number, or `Sheet:5`. */
export type Row = { line: number | string; cells: string[] };

type Record = { line: number | string; values: Map<Column, string> };
type Group = { first: Record; questions: string[] };

/**
 * Articles from a table of questions and answers, whose first row names the columns in any of five languages. Rows with the same id
 * and language, or the same answer, or with no answer under one that has it, are several questions for one article; another
 * answer under the same id is an error. Without a title the first question is it; without an id the title makes it, so that
 * importing again finds the article.
 */
export function* readQaTable([header, ...rows]: readonly Row[], options: ReadOptions): Generator<ReadItem> {
	if (!header) return;
	const columns = readColumns(header.cells);
	if (columns.size === 0) {
		yield failed(
			header.line,
			'header_missing',
			'The first row must name the columns, such as question, answer, title, lang, collection.',
		);
		return;
	}
	const groups = new Map<string, Group>();
	let last: Group | undefined;
	for (const row of rows) {
		const record = recordOf(row, columns);
		if (record.values.size === 0) continue;
		const key = keyOf(record);
		const group: Group | undefined = key === undefined ? last : groups.get(key);
		last = group ?? { first: record, questions: [] };
		const answer = record.values.get('answer');
		if (answer && answer !== (last.first.values.get('answer') ?? answer)) {
			yield failed(row.line, 'external_id_twice', 'A row above has the same id and language, but another answer.');
			continue;
		}
		if (answer) last.first.values.set('answer', answer);
		if (!group) groups.set(key ?? `row ${row.line}`, last);
		last.questions.push(...questionsOf(record));
	}
	for (const group of groups.values()) yield articleOf(group, options);
}

function recordOf(row: Row, columns: ReadonlyMap<Column, number>): Record {
	const values = new Map<Column, string>();
	for (const [column, index] of columns) {
		const value = row.cells[index]?.trim();
		if (value) values.set(column, value);
	}
	return { line: row.line, values };
}

/** What rows of one article have in common; undefined for a row that has only a question. */
function keyOf({ values }: Record): string | undefined {
	const lang = values.get('lang') ?? '';
	const id = values.get('external_id');
	if (id) return JSON.stringify(['id', id, lang]);
	const answer = values.get('answer');
	if (answer) return JSON.stringify(['answer', answer, lang, values.get('title')]);
	return values.has('title') ? JSON.stringify(['title', values.get('title'), lang]) : undefined;
}

function questionsOf({ values }: Record): string[] {
	const more = values.get('questions')?.split(/\r?\n|\s*\|\s*|\s*;\s*/) ?? [];
	return [values.get('question') ?? '', ...more].map((question) => question.trim()).filter(Boolean);
}

function articleOf({ first: { line, values }, questions }: Group, options: ReadOptions): ReadItem {
	const title = values.get('title') ?? questions[0];
	const lang = values.get('lang') ?? options.lang;
	const collection = values.get('collection');
	return checked(line, {
		external_id: values.get('external_id') ?? `qa-${digest([lang, title ?? ''])}`,
		lang,
		title: title?.slice(0, 300),
		body: answerMarkdown(values.get('answer') ?? ''),
		questions: [...new Set(questions)],
		collection,
		status: readStatus(values.get('status') ?? ''),
		slug: values.get('slug'),
		checked_at: values.get('checked_at')?.slice(0, 10),
	});
}

function digest(parts: string[]): string {
	return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

/** Answers may be HTML, from other tools' exports. Line ends in a cell are line ends in the answer. */
function answerMarkdown(answer: string): string {
	if (/<(?:p|br|div|ul|ol|a|strong|b|em|h\d|table|img)\b[^>]*>/i.test(answer)) {
		try {
			return readHtmlPage(answer).markdown;
		} catch {
			return answer;
		}
	}
	return answer.replace(/\r\n?/g, '\n').replace(/([^\n\\])\n(?=[^\s\-*+#>|\d`~:])/g, '$1\\\n');
}
