import type { SayHere } from '../../words.ts';
import type { CalendarRow, RuleRow } from './types.ts';

/** The days of a week, Monday first. */
export const weekdays = (lang: string, weekday: 'long' | 'short' = 'long'): string[] =>
	Array.from({ length: 7 }, (_, i) =>
		// The first of January 2024 was a Monday.
		new Intl.DateTimeFormat(lang, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + i)),
	);

export const calendarName = (say: SayHere, { name }: Pick<CalendarRow, 'name'>) => name || say('promise_hours_usual');

export const ruleName = (say: SayHere, { name, kind }: Pick<RuleRow, 'name' | 'kind'>) =>
	name || say(`promise_kind_${kind}`);

/** Minutes as one says them: `45 min`, `4 h`, `1 h 30 min`. */
export function span(say: SayHere, lang: string, minutes: number): string {
	const number = new Intl.NumberFormat(lang);
	const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
	if (hours === 0) return say('promise_unit_minutes', { count: number.format(rest) });
	const whole = say('promise_unit_hours', { count: number.format(hours) });
	return rest === 0 ? whole : `${whole} ${say('promise_unit_minutes', { count: number.format(rest) })}`;
}

/** Words with commas between them, also the commas of Chinese. */
export const wordsIn = (text: string): string[] => [
	...new Set(text.split(/[,，、]/).flatMap((word) => word.trim() || [])),
];
