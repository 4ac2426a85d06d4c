import { z } from 'zod';
import { UI_LANGS } from '#core/i18n/say.ts';

const name = z.string().min(1).max(120);

/** Whether a question that may be skipped is asked as declared, has to be answered, or is not asked at all. */
export const ASKED = ['as_declared', 'must', 'never'] as const;

const fieldContent = z.strictObject({
	asked: z.enum(ASKED).default('as_declared'),
	hidden: z.array(name).max(100).default([]).meta({ description: 'Choices that are not offered' }),
	order: z.array(name).max(100).default([]).meta({ description: 'Choices in order; those not named come behind' }),
});
export type FieldContent = z.infer<typeof fieldContent>;

/** What an owner sets of a service: words by language and place (`title`, `slot.label`), questions by name, and numbers by name. */
export const contentSchema = z.strictObject({
	texts: z.partialRecord(z.enum(UI_LANGS), z.record(name, z.string().trim().max(500))).default({}),
	fields: z.record(name, fieldContent).default({}),
	rules: z.record(name, z.number()).default({}),
});
export type Content = z.infer<typeof contentSchema>;

/** As declared. */
export const NOTHING: Content = { texts: {}, fields: {}, rules: {} };
