import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { brandStyle } from './brand.ts';

test('the hash allows exactly the style that stands in the page', () => {
	for (const colour of ['#0e5f63', '#ffe066']) {
		const { tag, hash } = brandStyle(colour);
		const css = tag.replace(/<\/?style>/g, '');
		expect(hash).toBe(`sha256-${createHash('sha256').update(css).digest('base64')}`);
		expect(css).toContain(`--brand:${colour}`);
	}
});

test('a brand too pale for text is darkened where it carries text', () => {
	expect(brandStyle('#ffe066').tag).not.toContain('--accent:var(--day,#ffe066)');
});
