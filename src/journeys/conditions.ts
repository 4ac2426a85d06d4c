import { z } from 'zod';
import type { Answers } from './definition.ts';

/** When a question is asked, as data: for services that are not written in code. */
export type Rule =
	| { answer: string; is: string | number | boolean }
	| { answer: string; among: readonly (string | number)[] }
	| { answer: string; atLeast: number }
	| { answered: string }
	| { all: readonly Rule[] }
	| { any: readonly Rule[] }
	| { not: Rule };

export type Condition = Rule | ((answers: Answers) => boolean);

export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
	z.union([
		z.strictObject({ answer: z.string(), is: z.union([z.string(), z.number(), z.boolean()]) }),
		z.strictObject({ answer: z.string(), among: z.array(z.union([z.string(), z.number()])) }),
		z.strictObject({ answer: z.string(), atLeast: z.number() }),
		z.strictObject({ answered: z.string() }),
		z.strictObject({ all: z.array(ruleSchema) }),
		z.strictObject({ any: z.array(ruleSchema) }),
		z.strictObject({ not: ruleSchema }),
	]),
);

export function holds(condition: Condition | undefined, answers: Answers): boolean {
	if (!condition) return true;
	return typeof condition === 'function' ? condition(answers) : keeps(condition, answers);
}

function keeps(rule: Rule, answers: Answers): boolean {
	if ('all' in rule) return rule.all.every((part) => keeps(part, answers));
	if ('any' in rule) return rule.any.some((part) => keeps(part, answers));
	if ('not' in rule) return !keeps(rule.not, answers);
	if ('answered' in rule) return (answers[rule.answered] ?? null) !== null;
	const value = answers[rule.answer];
	if ('is' in rule) return value === rule.is;
	if ('atLeast' in rule) return typeof value === 'number' && value >= rule.atLeast;
	return rule.among.some((one) => one === value || (Array.isArray(value) && value.includes(one)));
}
