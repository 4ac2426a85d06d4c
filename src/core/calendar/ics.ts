import { addDays, isDay } from '../days.ts';
import type { Exception } from './calendar.ts';

const LONGEST = 60;

/** The whole days of a calendar file (RFC 5545), as days on which it is closed. What has an hour, repeats without end or is broken is passed over. */
export function daysIn(ics: string): Exception[] {
	// A line that begins with a space goes on with the one before.
	const lines = ics.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
	const days = new Map<string, Exception>();
	let event: Record<string, string> = {};
	for (const line of lines) {
		const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
		if (line === 'BEGIN:VEVENT') event = {};
		else if (line === 'END:VEVENT') for (const day of daysOf(event)) days.set(day.day, day);
		else event[name] ??= value;
	}
	return [...days.values()].toSorted((a, b) => a.day.localeCompare(b.day));
}

/** The end of an event is the day after its last. */
function daysOf({ DTSTART = '', DTEND, SUMMARY = '' }: Record<string, string>): Exception[] {
	const first = dayOf(DTSTART);
	const end = (DTEND && dayOf(DTEND)) || (first && addDays(first, 1));
	if (!first || !end) return [];
	const name = SUMMARY.replaceAll(/\\([,;\\])/g, '$1')
		.trim()
		.slice(0, 120);
	const days: Exception[] = [];
	for (let day = first; day < end && days.length < LONGEST; day = addDays(day, 1)) days.push({ day, name, shifts: [] });
	return days;
}

function dayOf(text: string): string | undefined {
	const day = /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : '';
	return isDay(day) ? day : undefined;
}
