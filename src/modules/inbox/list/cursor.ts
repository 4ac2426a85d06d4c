import { z } from 'zod';
import { problem } from '#core/errors.ts';
import { type Sort, SORTS } from './views.ts';

/** The last row of a page: in which part of the list it stood, by what it was sorted there, and its id. */
export type Cursor = { sort: Sort; part: number; key: Date; id: string };

const schema = z.strictObject({
	sort: z.enum(SORTS),
	part: z.int().min(0).max(1),
	key: z.iso.datetime().transform((text) => new Date(text)),
	id: z.uuid(),
});

export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Throws `invalid_input` for what is none of ours, or of a list sorted otherwise. */
export function readCursor(text: string, sort: Sort): Cursor {
	const read = schema.safeParse(json(Buffer.from(text, 'base64url').toString('utf8')));
	if (read.success && read.data.sort === sort) return read.data;
	throw problem('invalid_input', {
		detail: 'query: cursor: is not of this list',
		errors: [{ path: 'cursor', code: 'invalid', message: 'is not of this list' }],
	});
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
