import { z } from 'zod';
import { ruleSchema } from './conditions.ts';
import type { Definition, Field, Step } from './definition.ts';
import { choice, consent, many, rating, yesNo } from './fields/choice.ts';
import { date } from './fields/date.ts';
import { email } from './fields/email.ts';
import { file, photo } from './fields/file.ts';
import { number } from './fields/number.ts';
import { phone } from './fields/phone.ts';
import { place } from './fields/place.ts';
import { serialNumber } from './fields/serial-number.ts';
import { signature } from './fields/signature.ts';
import { longText, text } from './fields/text.ts';
import { inWords } from './wording.ts';

const wording = z.record(z.string(), z.string().min(1)).refine((texts) => Object.keys(texts).length > 0);
const name = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const said = { label: wording, hint: wording.optional() };
const options = z
	.array(z.strictObject({ value: name, label: wording, picture: z.string().optional() }))
	.min(1)
	.max(50);

const fieldSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('text'), ...said }),
	z.strictObject({ kind: z.literal('long_text'), ...said }),
	z.strictObject({ kind: z.literal('number'), ...said, least: z.number(), most: z.number() }),
	z.strictObject({ kind: z.literal('date'), ...said }),
	z.strictObject({ kind: z.literal('choice'), ...said, options }),
	z.strictObject({ kind: z.literal('many'), ...said, options }),
	z.strictObject({ kind: z.literal('yes_no'), ...said }),
	z.strictObject({ kind: z.literal('consent'), ...said }),
	z.strictObject({ kind: z.literal('rating'), ...said }),
	z.strictObject({ kind: z.literal('email'), ...said }),
	z.strictObject({ kind: z.literal('phone'), ...said }),
	z.strictObject({ kind: z.literal('place'), ...said }),
	z.strictObject({ kind: z.literal('serial_number'), ...said }),
	z.strictObject({ kind: z.literal('file'), ...said }),
	z.strictObject({ kind: z.literal('photo'), ...said }),
	z.strictObject({ kind: z.literal('signature'), ...said }),
]);
type FieldJson = z.infer<typeof fieldSchema>;

const when = ruleSchema.optional();
const stepSchema = z.union([
	z.strictObject({ ask: name, field: fieldSchema, when, optional: z.boolean().default(false) }),
	z.strictObject({ tell: wording, when }),
]);

const serviceSchema = z.strictObject({
	id: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
	version: z.int().min(1).default(1),
	title: wording,
	summary: wording,
	examples: z.record(z.string(), z.array(z.string())).default({}),
	audience: z.enum(['anonymous', 'claimed', 'verified']).default('anonymous'),
	reviewed: z.boolean().default(true),
	steps: z.array(stepSchema).min(1).max(100),
	/** The name of a registered act. */
	act: z.string(),
});

/** What a service that is not written in code may do in the end, by name. */
export type Acts = Readonly<Record<string, Definition['act']>>;

/** A service that is data: a closed set of fields and conditions, and acts that were registered. Throws where it is none. */
export function serviceFromJson(json: unknown, acts: Acts): Definition {
	const { steps, act, ...about } = serviceSchema.parse(json);
	const done = acts[act];
	if (!done) throw new Error(`there is no act ${act}`);
	return { ...about, confirm: 'journey_confirm', rules: {}, steps: steps.map(stepOf), act: done };
}

function stepOf(step: z.infer<typeof stepSchema>): Step {
	if ('ask' in step)
		return {
			kind: 'ask',
			name: step.ask,
			field: fieldOf(step.field) as Field,
			when: step.when,
			optional: step.optional,
		};
	const words = step.tell;
	return {
		kind: 'tell',
		when: step.when,
		content: ({ say, lang }) => [{ kind: 'text', text: inWords(say, { words }, lang) }],
	};
}

const KINDS = {
	text,
	long_text: longText,
	yes_no: yesNo,
	consent,
	rating,
	date,
	email,
	phone,
	place,
	serial_number: serialNumber,
	file,
	photo,
	signature,
};

function fieldOf(field: FieldJson) {
	const { label, hint } = field;
	const more = { ...(hint && { hint }) };
	if (field.kind === 'number') return number(label, { ...more, least: field.least, most: field.most });
	if (field.kind === 'choice') return choice(label, field.options.map(optionOf), more);
	if (field.kind === 'many') return many(label, field.options.map(optionOf), more);
	return KINDS[field.kind](label, more);
}

const optionOf = ({ picture, ...option }: z.infer<typeof options>[number]) => ({
	...option,
	...(picture && { picture }),
});
