import { expect, test } from 'vitest';
import { dayOf, sizeOf } from './dates.ts';

test('a day is written as people of the language write it, Thai years from the Buddha', () => {
	expect(dayOf('2026-10-27', 'en')).toBe('27 October 2026');
	expect(dayOf('2026-10-27', 'th')).toContain('2569');
	expect(dayOf('2026-10-27', 'zh-Hans')).toBe('2026年10月27日');
});

test('a size is rounded to what people say', () => {
	expect(sizeOf(0, 'en')).toBe('0 byte');
	expect(sizeOf(999, 'en')).toBe('999 byte');
	expect(sizeOf(1_440_000, 'en')).toBe('1.4 MB');
	expect(sizeOf(5e15, 'en')).toContain('GB');
});
