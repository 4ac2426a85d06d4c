import { expect, test } from 'vitest';
import type { Card, Library } from '#modules/knowledge/index.ts';
import { fromMarkdown } from '../knowledge/body/from-markdown.ts';
import { passages } from '../knowledge/body/passages.ts';
import { previewsOf } from './previews.ts';

const card = (id: string, text: string): Card => {
	const head = { id, article_id: id, external_id: id, lang: 'en', slug: id, title: id, url: `/en/${id}` };
	return { ...head, passages: passages(fromMarkdown(text), id) };
};
const published = [
	card('belts', '## Which fit?\n\nThe K 11 takes two.'),
	card('empty', ''),
	card('long', 'word '.repeat(300)),
];
const library = { cards: { get: (ids: readonly string[]) => published.filter(({ id }) => ids.includes(id)) } };

test('a preview is how the answer begins, with its place; what has no text or is not published has none', () => {
	const previews = previewsOf(library as Library, 'which belts fit', ['belts', 'empty', 'long', 'gone']);
	expect([...previews.keys()]).toEqual(['belts', 'long']);
	expect(previews.get('belts')).toEqual({ preview: 'The K 11 takes two.', anchor: 'which-fit' });
	expect(previews.get('long')?.preview.length).toBeLessThanOrEqual(400);
});
