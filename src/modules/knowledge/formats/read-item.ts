import type { z } from 'zod';
import { articleInputSchema } from './article-input.ts';
import type { ArticleInput } from './article-input.ts';

/** A file that an article refers to; `address` is how the body (or an attachment) names it, `name` what to call it. */
export type ReferencedFile = { address: string; name: string; read: () => Promise<Buffer> };

type ReadError = { code: string; detail: string };

/** What a reader makes of one line, row or file: an article's translation, or why there is none. */
export type ReadItem =
	| { line: number | string; item: ArticleInput; files?: ReferencedFile[]; error?: undefined }
	| { line: number | string; error: ReadError; item?: undefined };

export function failed(line: number | string, code: string, detail: string): ReadItem {
	return { line, error: { code, detail } };
}

/** An item checked by the schema. The code of an error is made of the field and what is wrong: `title_missing`, `body_too_long`. */
export function checked(line: number | string, raw: unknown, files?: ReferencedFile[]): ReadItem {
	const result = articleInputSchema.safeParse(raw);
	if (result.success) return { line, item: result.data, ...(files?.length ? { files } : {}) };
	const issue = result.error.issues[0];
	if (!issue) return failed(line, 'invalid_input', 'This item cannot be read.');
	const field = String(issue.path[0] ?? 'item');
	const code = `${field}_${kindOf(issue, valueAt(raw, issue.path))}`;
	return failed(line, code, `${issue.path.join('.') || 'The item'}: ${issue.message}`);
}

/** As `checked`, of an item whose collection is only the folder in which it lay. */
export function checkedInFolder(line: number | string, raw: unknown, files?: ReferencedFile[]): ReadItem {
	const read = checked(line, raw, files);
	return read.item?.collection ? { ...read, item: { ...read.item, is_in_folder: true } } : read;
}

function kindOf(issue: z.core.$ZodIssue, value: unknown): string {
	if (issue.code === 'too_big' || (issue.code === 'custom' && issue.path[0] === 'body')) return 'too_long';
	return issue.code === 'too_small' || value === undefined || value === null ? 'missing' : 'invalid';
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
		raw,
	);
}
