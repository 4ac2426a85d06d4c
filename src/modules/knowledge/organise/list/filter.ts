import { z } from 'zod';
import { canonicalLang } from '#core/text/languages.ts';

const lang = z
	.string()
	.max(35)
	.transform(canonicalLang)
	.refine((tag) => tag !== 'und', 'must be a language tag such as en, zh-Hans, vi or th');
const idOrNone = z.union([z.uuid(), z.literal('none')]);

/** What a list shows. Saved views keep it as it is, so parts may be added but none may change its meaning. */
export const filterSchema = z.strictObject({
	/** Words, the last of which may be only begun. */
	q: z.string().max(500).optional(),
	/** With the collections in it. */
	collection: idOrNone.optional(),
	/** Articles that have this language; `state`, `source` and `q` are then those of this translation. */
	lang: lang.optional(),
	state: z.enum(['draft', 'published', 'archived', 'changed', 'scheduled', 'trash']).optional(),
	missing: lang.optional(),
	owner: idOrNone.optional(),
	review: z.enum(['due', 'none']).optional(),
	source: z.enum(['import', 'staff']).optional(),
	/** Rated, and by nobody as helpful. */
	rating: z.literal('unhelpful').optional(),
	sort: z.enum(['relevance', 'updated', 'title', 'position']).optional(),
});

export type Filter = z.output<typeof filterSchema>;
export type Sort = NonNullable<Filter['sort']>;

/** By what fits best where something is sought, else what changed last. */
export const sortOf = ({ sort, q }: Filter): Sort => {
	if (sort && (sort !== 'relevance' || q)) return sort;
	return q ? 'relevance' : 'updated';
};
