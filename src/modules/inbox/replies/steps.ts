import { z } from 'zod';

const id = z.uuid();
const text = z.string().trim().min(1).max(10_000);
const step = <K extends string, S extends z.core.$ZodLooseShape>(kind: K, shape: S) =>
	z.strictObject({ kind: z.literal(kind), ...shape });

/** What a macro does, one after the other. Stored as it is: steps may be added, none may change its meaning. */
export const macroStep = z.discriminatedUnion('kind', [
	step('reply', { text }),
	step('canned_reply', { canned_reply_id: id }),
	step('note', { text }),
	step('tag', { tag_id: id }),
	step('untag', { tag_id: id }),
	/** `me` is whoever runs it. */
	step('assign', { member_id: z.union([id, z.literal('me')]).nullable() }),
	step('team', { team_id: id.nullable() }),
	step('snooze', { minutes: z.int().min(1).max(525_600) }),
	step('close', {}),
	step('return', { note: z.string().max(2_000).default('') }),
	step('link', {
		type: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
		ref: z.string().min(1).max(200),
		label: z.string().min(1).max(200),
		url: z
			.url({ protocol: /^https?$/ })
			.max(2_000)
			.optional(),
	}),
]);
export type MacroStep = z.output<typeof macroStep>;
