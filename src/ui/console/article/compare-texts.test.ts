import { expect, test } from 'vitest';
import { docOf } from '../../../../tests/support/writing.ts';
import { type ComparedText, compareTexts, isInLooks } from './compare-texts.ts';
import { foldSame } from './fold-same.ts';

const text = (more: Partial<ComparedText> = {}): ComparedText => ({
	title: 'Oil',
	body: docOf({ a: 'Drain.', b: 'Fill.' }),
	questions: ['When?'],
	...more,
});

test('texts that say the same are said to be so', () => {
	expect(compareTexts(text(), text())).toMatchObject({ words: [], lists: [], isSame: true });
});

test('title, address, questions and downloads are told apart where both sides have them', () => {
	const file = { file: '/files/1/a%20b.pdf', title: 'Manual', edition: '2' };
	const old = text({ slug: 'oil', attachments: [file] });
	const next = text({ title: 'Oil filter', slug: 'filter', questions: ['How?'], attachments: [] });
	expect(compareTexts(old, next)).toMatchObject({
		words: [{ field: 'title' }, { field: 'address' }],
		lists: [
			{
				field: 'questions',
				lines: [
					{ kind: 'added', text: 'How?' },
					{ kind: 'removed', text: 'When?' },
				],
			},
			{ field: 'downloads', lines: [{ kind: 'removed', text: 'Manual · 2 · a b.pdf' }] },
		],
	});
	expect(compareTexts(old, text({ attachments: [file] })).isSame).toBe(true);
});

test('what moved and changed counts as both, and what looks otherwise is told from what says something else', () => {
	const bold = docOf({ b: 'Fill.', a: 'Drain.' });
	bold.content[0] = {
		type: 'paragraph',
		attrs: { id: 'b' },
		content: [{ type: 'text', text: 'Fill.', marks: [{ type: 'bold' }] }],
	};
	const { counts, blocks } = compareTexts(text(), text({ body: bold }));
	expect(counts).toEqual({ changed: 1, added: 0, removed: 0, moved: 1 });
	expect(blocks.map(isInLooks)).toEqual([true, false]);
	expect(compareTexts(text(), text({ body: docOf({ a: 'Drain.', b: 'Top up.' }) })).blocks.some(isInLooks)).toBe(false);
});

test('what is far from any change is folded, unless that is too little', () => {
	const named = (count: number, changed: readonly number[]) =>
		docOf(
			Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, changed.includes(at) ? 'New.' : 'Old.'])),
		);
	const folds = (count: number, changed: readonly number[]) =>
		foldSame(compareTexts(text({ body: named(count, []) }), text({ body: named(count, changed) })).blocks).map(
			({ isFolded, diffs }) => (isFolded ? -diffs.length : diffs.length),
		);
	expect(folds(10, [4])).toEqual([-3, 3, -4]);
	expect(folds(9, [3])).toEqual([5, -4]);
	expect(folds(7, [1, 5])).toEqual([7]);
	expect(folds(8, [])).toEqual([-8]);
	expect(folds(0, [])).toEqual([]);
});
