import { expect, test } from 'vitest';
import { beginningOf, dayIn, isDay, spanOf } from './days.ts';

test('a day begins when clocks there say so, also where they change at midnight', () => {
	const begins = (day: string, zone: string) => beginningOf(day, zone).toISOString();
	expect(begins('2026-03-01', 'UTC')).toBe('2026-03-01T00:00:00.000Z');
	expect(begins('2026-03-01', 'Asia/Bangkok')).toBe('2026-02-28T17:00:00.000Z');
	expect(begins('2026-03-01', 'America/Los_Angeles')).toBe('2026-03-01T08:00:00.000Z');
	expect(begins('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
	expect(begins('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
	// Midnight is left out.
	expect(begins('2024-03-31', 'Asia/Beirut')).toBe('2024-03-30T22:00:00.000Z');
	expect(begins('2024-03-10', 'America/Havana')).toBe('2024-03-10T05:00:00.000Z');
	// Midnight strikes twice; the hour before it does.
	expect(begins('2024-11-03', 'America/Havana')).toBe('2024-11-03T04:00:00.000Z');
	expect(begins('2019-02-17', 'America/Sao_Paulo')).toBe('2019-02-17T03:00:00.000Z');
	// The whole day is left out.
	expect(begins('2011-12-30', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
});

test('the day there is what a clock shows, also where it was changed a moment ago and before there were time zones', () => {
	const shown = (zone: string, at: Date) =>
		new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(at);
	for (const zone of ['Europe/Berlin', 'Asia/Kathmandu', 'America/Havana', 'Pacific/Apia', 'Africa/Monrovia'])
		for (const year of [1890, 1972, 2011, 2024])
			for (let minute = 0; minute < 525_600; minute += 433) {
				const at = new Date(Date.UTC(year, 0, 1, 0, minute, 59));
				if (dayIn(zone, at) !== shown(zone, at))
					expect([zone, at, dayIn(zone, at)]).toEqual([zone, at, shown(zone, at)]);
			}
});

test('a span ends with its last day, and may be open', () => {
	expect(spanOf({ from: '2026-10-25', to: '2026-10-25' }, 'Europe/Berlin')).toEqual({
		from: new Date('2026-10-24T22:00:00Z'),
		until: new Date('2026-10-25T23:00:00Z'),
	});
	expect(spanOf({}, 'UTC')).toEqual({ from: undefined, until: undefined });
});

test('what is no day is told from one', () => {
	const days = ['2026-02-28', '2026-02-30', '2026-13-01', '0002-01-01', '2026-2-1', ''];
	expect(days.filter(isDay)).toEqual(['2026-02-28']);
});
