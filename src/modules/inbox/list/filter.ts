import { z } from 'zod';
import { canonicalLang } from '#core/text/languages.ts';

const idOrNone = z.union([z.uuid(), z.literal('none')]);

/** `open` is what the team has and nobody put off; what the assistant has alone shows in `assistant` and `all`. */
export const VIEWS = [
	'open',
	'mine',
	'unassigned',
	'waiting',
	'breaching',
	'mentions',
	'snoozed',
	'assistant',
	'closed',
	'all',
] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ['newest', 'waiting_longest', 'due_first'] as const;
export type Sort = (typeof SORTS)[number];

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
