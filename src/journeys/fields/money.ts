import { z } from 'zod';
import { readMoney } from '#core/reading/money/read-money.ts';
import type { Field } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

/** In minor units of an ISO 4217 currency. */
export type Money = { amount_minor: number; currency: string };

/** An amount of money; in `currency` where none is said. */
export const money = (
	label: Wording,
	{ hint, currency }: { hint?: Wording; currency: string },
): Field<Money, object> => ({
	kind: 'money',
	label,
	hint,
	schema: z.object({ amount_minor: z.int().min(0), currency: z.string().length(3) }),
	shape: () => ({ kind: 'open', input: 'number', lines: 1, longest: 40 }),
	read: (input, { lang }) => {
		const kept = z
			.strictObject({ amount_minor: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) })
			.safeParse(input);
		const value = typeof input === 'string' ? readMoney(input, { lang, currency }) : kept.data;
		return value ? { value } : fault('not_money', 'journey_fault_money');
	},
	show: ({ amount_minor, currency: unit }, { lang }) => showMoney({ amount_minor, currency: unit }, lang),
});

export function showMoney({ amount_minor, currency }: Money, lang: string): string {
	const format = new Intl.NumberFormat(lang, { style: 'currency', currency });
	const { maximumFractionDigits = 2 } = format.resolvedOptions();
	return format.format(amount_minor / 10 ** maximumFractionDigits);
}
