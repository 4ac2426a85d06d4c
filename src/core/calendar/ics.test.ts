import { expect, test } from 'vitest';
import { daysIn } from './ics.ts';

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

test('whole days of a calendar file become days off; hours and nonsense are passed over', () => {
	const file = [
		'BEGIN:VCALENDAR',
		...event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Christmas\\, and', '  the day after'),
		...event('DTSTART;VALUE=DATE:20260101', 'SUMMARY;LANGUAGE=en:New Year'),
		...event('DTSTART:20260214T190000Z', 'SUMMARY:Dinner'),
		...event('DTSTART;VALUE=DATE:20260231', 'SUMMARY:Never'),
		...event('SUMMARY:Nothing'),
		'END:VCALENDAR',
	].join('\r\n');
	expect(daysIn(file)).toEqual([
		{ day: '2026-01-01', name: 'New Year', shifts: [] },
		...['2026-12-24', '2026-12-25', '2026-12-26'].map((day) => ({
			day,
			name: 'Christmas, and the day after',
			shifts: [],
		})),
	]);
	expect(daysIn('')).toEqual([]);
});
