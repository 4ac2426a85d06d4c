import { z } from 'zod';
import { canonicalLang } from '#core/text/languages.ts';
import { SORTS, VIEWS } from './views.ts';

const idOrNone = z.union([z.uuid(), z.literal('none')]);

/** What a list shows. Saved views keep it as it is, so parts may be added but none may change its meaning. */
export const filterSchema = z.strictObject({
	view: z.enum(VIEWS).optional(),
	assignee: idOrNone.optional(),
	team: idOrNone.optional(),
	tag: z.uuid().optional(),
	lang: z
		.string()
		.max(35)
		.transform(canonicalLang)
		.refine((tag) => tag !== 'und', 'must be a language tag such as en, zh-Hans, vi or th')
		.optional(),
	channel: z.string().max(40).optional(),
	sort: z.enum(SORTS).optional(),
});
export type Filter = z.output<typeof filterSchema>;
