import { z } from 'zod';
import { dayIn, isDay } from '#core/days.ts';
import { findWhen } from '#core/reading/when/find-when.ts';
import { readWhen } from '#core/reading/when/read-when.ts';
import type { When } from '#core/reading/when/when.ts';
import type { Asking, Field, Reading } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

type DateOptions = { hint?: Wording; past?: boolean };

/** A day of the calendar, as `YYYY-MM-DD`; `past`: one that has been, as when something was bought. */
export const date = (label: Wording, { hint, past = false }: DateOptions = {}): Field<string, object> => ({
	kind: 'date',
	label,
	hint,
	schema: z.string().refine(isDay),
	shape: () => ({ kind: 'open', input: 'date', lines: 1, longest: 40 }),
	read: (input, asking) => {
		if (typeof input !== 'string') return fault('not_date', 'journey_fault_date');
		const words = input.trim();
		const { lang, zone, now } = asking;
		return isDay(words) ? check(words, asking, past) : dayOf(readWhen(words, { lang, zone, now, past }), asking, past);
	},
	find: (words, asking) => {
		const { lang, zone, now } = asking;
		const found = findWhen(words, { lang, zone, now, past });
		return found && dayOf(found.when, asking, past);
	},
	show: (value, { lang }) =>
		new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`)),
});

function dayOf(when: When | undefined, asking: Asking<object>, past: boolean): Reading<string> {
	// Some days together are none.
	const isOne = when && when.until.getTime() - when.from.getTime() <= 25 * 3_600_000;
	if (!isOne) return fault('not_date', 'journey_fault_date');
	return check(dayIn(asking.zone, when.from), asking, past);
}

function check(day: string, { zone, now }: Asking<object>, past: boolean): Reading<string> {
	const today = dayIn(zone, now);
	if (past && day > today) return fault('in_future', 'journey_fault_future');
	return !past && day < today ? fault('in_past', 'journey_fault_past') : { value: day };
}
