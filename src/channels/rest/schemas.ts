import { z } from 'zod';
import { canonicalLang } from '#core/text/languages.ts';

/** A language tag as people write it (`zh`, `zh_TW`), made canonical. */
export const langSchema = z
	.string()
	.max(35)
	.transform(canonicalLang)
	.refine((tag) => tag !== 'und', 'must be a language tag such as en, zh-Hans, vi or th')
	.meta({ description: 'BCP 47 tag', examples: ['en', 'zh-Hans', 'vi', 'th'] });

export const idSchema = z.uuid();

export const instantSchema = z.iso
	.datetime({ offset: true })
	.meta({ description: 'RFC 3339' })
	.transform((text) => new Date(text));

/** Page sizes: a list without a limit does not exist. */
export const pageQuery = z.object({
	cursor: z.uuid().optional().meta({ description: 'The `next_cursor` of the page before' }),
	limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
	z.object({ items: z.array(item), next_cursor: z.string().nullable() });

/** `{items, next_cursor}`; a page that is not full is the last. */
export function page<R extends { id: string }, P>(rows: readonly R[], limit: number, present: (row: R) => P) {
	const last = rows.length === limit ? rows.at(-1) : undefined;
	return { items: rows.map(present), next_cursor: last?.id ?? null };
}
