import { expect, test } from 'vitest';
import { contrast, readable, textOn } from './colour.ts';

test('contrast goes from 1 to 21', () => {
	expect(contrast('#ffffff', '#ffffff')).toBe(1);
	expect(contrast('#000000', '#ffffff')).toBe(21);
	expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('text on a pale brand is black and on a deep one white', () => {
	expect(textOn('#ffe066')).toBe('#000000');
	expect(textOn('#0e5f63')).toBe('#ffffff');
});

test('a colour that reads well stays, any other is mixed until it does', () => {
	expect(readable('#0e5f63', '#ffffff')).toBe('#0e5f63');
	for (const brand of ['#ffe066', '#ffffff', '#000000', '#ff0000', '#00ff88'])
		for (const surface of ['#ffffff', '#121616'])
			expect(contrast(readable(brand, surface), surface)).toBeGreaterThanOrEqual(4.5);
});
