import { expect, test } from 'vitest';
import { wholeMonths } from './range.ts';

test.each([
	['2026-06-01', '2026-06-30', '2026-06-01', '2026-06-30'],
	['2026-05-31', '2026-07-01', '2026-06-01', '2026-06-30'],
	['2025-12-02', '2026-03-30', '2026-01-01', '2026-02-28'],
])('the months that lie wholly from %s to %s go from %s to %s', (from, to, first, last) => {
	expect(wholeMonths({ from, to })).toEqual({ from: first, to: last });
});

test('days that hold no whole month have none', () => {
	expect(wholeMonths({ from: '2026-06-02', to: '2026-07-30' })).toBeUndefined();
	expect(wholeMonths({ from: '2026-06-01', to: '2026-06-29' })).toBeUndefined();
	expect(wholeMonths({ from: '2026-06-30', to: '2026-06-30' })).toBeUndefined();
});
