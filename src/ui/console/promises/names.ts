import type { SayHere } from '../../words.ts';
import type { CalendarRow, RuleRow, TagRow } from './types.ts';

/** The days of a week, Monday first. */
export const weekdays = (lang: string, weekday: 'long' | 'short' = 'long'): string[] =>
	Array.from({ length: 7 }, (_, i) =>
		// The first of January 2024 was a Monday.
		new Intl.DateTimeFormat(lang, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + i)),
	);

export const calendarName = (say: SayHere, { name }: Pick<CalendarRow, 'name'>) => name || say('promise_hours_usual');

export const ruleName = (say: SayHere, { name, kind }: Pick<RuleRow, 'name' | 'kind'>) =>
	name || say(`promise_kind_${kind}`);

export const topicName = (say: SayHere, tags: readonly TagRow[], id: string) =>
	tags.find((tag) => tag.id === id)?.name ?? say('promise_rule_topic_gone');

/** Words with commas between them, also the commas of Chinese. */
export const wordsIn = (text: string): string[] => [
	...new Set(text.split(/[,，、]/).flatMap((word) => word.trim() || [])),
];
