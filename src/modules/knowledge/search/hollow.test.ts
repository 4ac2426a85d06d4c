import { expect, test } from 'vitest';
import { isHollow, remove, searchIndex, upsert } from './search-index.ts';

test('an index from which much was taken wants to be built anew', () => {
	const index = searchIndex();
	const ids = Array.from({ length: 200 }, (_, i) => `t${i}`);
	for (const id of ids)
		upsert(index, { id, articleId: id, lang: 'en', title: `Title ${id}`, questions: [], passages: [] });
	expect(isHollow(index)).toBe(false);
	for (const id of ids.slice(0, 60)) remove(index, id);
	expect(isHollow(index)).toBe(true);
});
