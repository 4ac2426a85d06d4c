import { expect, test } from 'vitest';
import { patience } from './patience.ts';

const known = { size: 100, published: 100, changed: 0, staleFor: 0 };

test('nobody waits while what was learnt fits, nor for a handful of changes', () => {
	expect(patience(known)).toBe(0);
	expect(patience({ ...known, changed: 20 })).toBe(0);
});

test('where a part is new a question waits a second at most', () => {
	expect(patience({ ...known, changed: 40 })).toBe(1_000);
});

test('only where a small base is new as a whole it waits longer, and for some seconds only', () => {
	expect(patience({ ...known, size: 0, changed: 100 })).toBe(10_000);
	expect(patience({ ...known, changed: 150 })).toBe(10_000);
	expect(patience({ ...known, changed: 150, staleFor: 15_000 })).toBe(5_000);
	expect(patience({ ...known, changed: 150, staleFor: 60_000 })).toBe(0);
});

test('nobody waits for the examination of a large base, not even for its first', () => {
	expect(patience({ size: 0, published: 40_000, changed: 40_000, staleFor: 0 })).toBe(0);
});
