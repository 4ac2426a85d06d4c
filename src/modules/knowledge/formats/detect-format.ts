import { isHtml } from './html-files.ts';
import { isMarkdown } from './markdown-files.ts';
import { LONGEST_LINE } from './ndjson.ts';
import type { SourceFile } from './source-files.ts';

export type Format = 'ndjson' | 'markdown' | 'markdown_zip' | 'csv' | 'xlsx' | 'html' | 'html_zip' | 'zendesk';

/** The format by name and content: what lies in it (`zipped`) for zips, what the text begins with, and only then the ending of the name. */
export function detectFormat(name: string, bytes: Buffer, zipped?: readonly SourceFile[]): Format | undefined {
	if (zipped) return zipFormat(zipped) ?? byEnding(name);
	const start = bytes
		.subarray(0, 4_096)
		.toString('utf8')
		.replace(/^\ufeff/, '')
		.trimStart();
	if (start.startsWith('{')) return isZendesk(bytes) ? 'zendesk' : 'ndjson';
	if (/^<(?:!doctype html|html|head|body|main|article)\b/i.test(start)) return 'html';
	return byEnding(name);
}

function zipFormat(files: readonly SourceFile[]): Format | undefined {
	if (files.some((file) => file.path === 'xl/workbook.xml')) return 'xlsx';
	if (files.some((file) => isMarkdown(file.path))) return 'markdown_zip';
	return files.some((file) => isHtml(file.path)) ? 'html_zip' : undefined;
}

/** One object with a list of articles, in one line or many; anything else that begins like JSON is read line by line. */
function isZendesk(bytes: Buffer): boolean {
	const end = bytes.indexOf('\n');
	const first = bytes.subarray(0, end < 0 ? bytes.length : end);
	if (first.length > LONGEST_LINE) return true;
	try {
		return Array.isArray(Reflect.get(JSON.parse(first.toString('utf8')) as object, 'articles'));
	} catch {
		return bytes.subarray(0, 65_536).includes('"articles"');
	}
}

function byEnding(name: string): Format | undefined {
	if (isMarkdown(name)) return 'markdown';
	if (isHtml(name)) return 'html';
	if (/\.(?:csv|tsv)$/i.test(name)) return 'csv';
	return /\.(?:ndjson|jsonl)$/i.test(name) ? 'ndjson' : undefined;
}
