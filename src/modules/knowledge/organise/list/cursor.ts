import { z } from 'zod';
import { problem } from '#core/errors.ts';
import type { Sort } from './filter.ts';

/** The last row of a page: what it was sorted by, and its id. */
export type Cursor = { sort: Sort; key: string; place: number; id: string };

const schema = z.strictObject({
	sort: z.enum(['relevance', 'updated', 'title', 'position']),
	key: z.string(),
	place: z.int32(),
	id: z.uuid(),
});

export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Throws `invalid_input` for what is none of ours, or of a list sorted otherwise. */
export function readCursor(text: string, sort: Sort): Cursor {
	const read = schema.safeParse(parsed(text));
	if (read.success && read.data.sort === sort && isKey(read.data)) return read.data;
	throw problem('invalid_input', {
		detail: 'query: cursor: is not of this list',
		errors: [{ path: 'cursor', code: 'invalid', message: 'is not of this list' }],
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
	} catch {
		return undefined;
	}
}

const isKey = ({ sort, key }: Cursor) => sort === 'title' || sort === 'position' || isInstant(key);

/** `2026-02-28T12:00:00.123456`, and a day that there is. */
function isInstant(key: string): boolean {
	if (!/^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/.test(key)) return false;
	const at = new Date(`${key.slice(0, 23)}Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 23) === key.slice(0, 23);
}
