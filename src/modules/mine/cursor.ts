import { z } from 'zod';
import { problem } from '#core/errors.ts';

/**
 * Where a page of the list begins. `at` is when the first page was read: what was open then counts as open on all pages. `key` is how far from that moment,
 * or when, in milliseconds, the last one of the page before was; none at the beginning of a part.
 */
export type Place = { at: Date; part: 'open' | 'past'; last?: { key: number; id: string } | undefined };

const shape = z.tuple([z.int().min(0).max(8.64e15), z.enum(['open', 'past']), z.int().nullable(), z.uuid().nullable()]);

export const cursorOf = ({ at, part, last }: Place): string =>
	Buffer.from(JSON.stringify([at.getTime(), part, last?.key ?? null, last?.id ?? null])).toString('base64url');

/** Throws `invalid_input` for what is no cursor of ours. */
export function placeIn(cursor: string): Place {
	const parsed = shape.safeParse(jsonIn(Buffer.from(cursor, 'base64url').toString()));
	if (!parsed.success) throw problem('invalid_input', { detail: 'This is no cursor.' });
	const [at, part, key, id] = parsed.data;
	return { at: new Date(at), part, last: key === null || id === null ? undefined : { key, id } };
}

function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
