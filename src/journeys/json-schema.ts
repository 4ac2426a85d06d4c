import { z } from 'zod';
import type { Say } from '#core/i18n/say.ts';
import type { AskStep, Definition } from './definition.ts';
import { inWords } from './wording.ts';

export type QuestionSchema = Record<string, unknown>;

/**
 * The questions of a service as JSON Schema: each takes the value as it is kept, or words that a person would say. Which of them have to be answered is
 * only known on the way, since some come up by what was answered before.
 */
export function schemaOf(definition: Definition, say: Say, lang: string): QuestionSchema {
	const asked = definition.steps.filter((step) => step.kind === 'ask');
	return {
		type: 'object',
		properties: Object.fromEntries(asked.map((step) => [step.name, questionSchema(step, say, lang)])),
		required: asked.filter(({ when, optional }) => !when && !optional).map(({ name }) => name),
		additionalProperties: false,
	};
}

function questionSchema({ field }: AskStep, say: Say, lang: string): QuestionSchema {
	const label = inWords(say, { words: field.label }, lang);
	const hint = field.hint && inWords(say, { words: field.hint }, lang);
	const { $schema: _, ...kept } = z.toJSONSchema(field.schema, {
		unrepresentable: 'any',
		io: 'input',
	}) as QuestionSchema;
	const inText = kept.type === 'string' ? kept : { anyOf: [kept, { type: 'string' }] };
	return {
		title: label,
		...(hint && { description: hint }),
		...(field.values ? { type: 'string', enum: field.values } : inText),
	};
}
