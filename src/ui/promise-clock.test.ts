import { expect, test } from 'vitest';
import { nearMoment, timeLeft } from './promise-clock.ts';

const now = new Date('2026-01-12T08:30:00Z');
const near = (at: string, lang: string, zone = 'Europe/Berlin') => nearMoment(at, lang, { now, zone });

test('a moment reads as one says it, by the clock of the reader and in their language', () => {
	expect(near('2026-01-12T13:30:00Z', 'en')).toBe('14:30 (today)');
	expect(near('2026-01-13T08:30:00Z', 'en')).toBe('tomorrow 09:30');
	expect(near('2026-01-11T08:30:00Z', 'en')).toBe('yesterday 09:30');
	expect(near('2026-01-12T23:30:00Z', 'en')).toBe('tomorrow 00:30');
	expect(near('2026-01-12T17:30:00Z', 'en', 'Asia/Bangkok')).toBe('tomorrow 00:30');
	expect(nearMoment('2026-01-12T13:30:00Z', 'en', { now, zone: 'Europe/Berlin', named: true })).toBe(
		'14:30 CET (today)',
	);
	expect(near('2026-01-19T08:30:00Z', 'en')).toBe('Monday 19 January, 09:30');
	expect(near('2027-01-04T08:30:00Z', 'en')).toBe('Monday, 4 January 2027, 09:30');
	expect(near('2027-01-04T08:30:00Z', 'th', 'Asia/Bangkok')).toMatch(/4 มกราคม.*2570/);
	expect(near('2026-01-13T08:30:00Z', 'zh-Hans')).toBe('明天 09:30');
	expect(near('2026-01-12T13:30:00Z', 'vi')).toBe('14:30 (hôm nay)');
});

test('what is left is told by the minute, then by the hour, and not beyond a day or when it is over', () => {
	const left = (minutes: number) => timeLeft(new Date(now.getTime() + minutes * 60_000), 'en', now);
	expect([12, 90, 150, 24 * 60 + 1, 0, -3].map(left)).toEqual([
		'in 12 minutes',
		'in 90 minutes',
		'in 3 hours',
		'',
		'',
		'',
	]);
});
