import { z } from 'zod';
import { findNumber } from '#core/reading/number/find-number.ts';
import { readNumber } from '#core/reading/number/read-number.ts';
import type { Field, Reading } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

type NumberOptions = {
	hint?: Wording;
	least: number;
	most: number;
	/** Fractions do as well. */
	fractions?: boolean;
	/** What is counted, in every language: by it the number is known in a longer text ("two technicians"). */
	nouns?: readonly string[];
	/** Unless something else is said. */
	usual?: number;
};

/** A number between two others. */
export function number(
	label: Wording,
	{ hint, least, most, fractions, nouns, usual }: NumberOptions,
): Field<number, object> {
	const check = (value: number): Reading<number> =>
		value < least || value > most || (!fractions && !Number.isInteger(value))
			? fault('out_of_range', 'journey_fault_number_range', { least, most })
			: { value };
	return {
		kind: 'number',
		label,
		hint,
		schema: z.number().min(least).max(most),
		shape: () => ({ kind: 'open', input: 'number', lines: 1, longest: 20 }),
		read: (input, { lang }) => {
			const value = typeof input === 'string' ? readNumber(input, { lang }) : input;
			return typeof value === 'number' && Number.isFinite(value)
				? check(value)
				: fault('not_number', 'journey_fault_number');
		},
		find: (words, { lang }) => {
			const found = nouns && findNumber(words, { lang, nouns });
			return found && check(found.value);
		},
		show: (value, { lang }) => new Intl.NumberFormat(lang).format(value),
		...(usual !== undefined && { known: async () => usual }),
	};
}
