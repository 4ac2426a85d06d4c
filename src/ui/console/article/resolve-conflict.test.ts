import { expect, test } from 'vitest';
import { fromMarkdown } from '#modules/knowledge/body/from-markdown.ts';
import { toMarkdown } from '#modules/knowledge/body/to-markdown.ts';
import type { AnyBlock, Doc } from '#modules/knowledge/browser.ts';
import { docOf } from '../../../../tests/support/writing.ts';
import { type EditorText, mergeTexts } from '../../editor/saving/merge-texts.ts';
import { type Choice, mayBeBoth, nameOfBlock, nameOfField, resolveConflict } from './resolve-conflict.ts';

const text = (body: Doc, more: Partial<EditorText> = {}): EditorText => ({
	title: 'Title',
	slug: null,
	body,
	questions: [],
	attachments: [],
	...more,
});

const merge = (base: Doc, mine: Doc, theirs: Doc) => mergeTexts(text(base), text(mine), text(theirs));

/** The same in every place that is asked about. */
function resolved(merged: ReturnType<typeof merge>, choice: Choice) {
	const choices = Object.fromEntries(merged.blocks.map(({ id }) => [nameOfBlock(id), choice]));
	return toMarkdown(resolveConflict(merged, choices).body);
}

const BASE = docOf({ a: 'One.', b: 'Two.', c: 'Three.' });

test('of a paragraph that both changed stands mine, theirs, or one after the other', () => {
	const merged = merge(
		BASE,
		docOf({ a: 'Mine.', b: 'Two.', c: 'Three.' }),
		docOf({ a: 'Theirs.', b: 'Zwei.', c: 'Three.' }),
	);
	expect(merged.blocks.every(mayBeBoth)).toBe(true);
	expect(resolved(merged, 'mine')).toBe('Mine.\n\nZwei.\n\nThree.\n');
	expect(resolved(merged, 'theirs')).toBe('Theirs.\n\nZwei.\n\nThree.\n');
	expect(resolved(merged, 'both')).toBe('Mine.\n\nTheirs.\n\nZwei.\n\nThree.\n');
	const { body } = resolveConflict(merged, { [nameOfBlock('a')]: 'both' });
	expect(new Set(body.content.map(({ attrs }) => attrs.id)).size).toBe(4);
});

test('what one took out and the other changed stays or goes as it is chosen', () => {
	const merged = merge(BASE, docOf({ a: 'One.', c: 'Three.' }), docOf({ a: 'One.', b: 'Two, longer.', c: 'Three.' }));
	expect(merged.blocks.map(mayBeBoth)).toEqual([false]);
	expect(resolved(merged, 'mine')).toBe('One.\n\nThree.\n');
	expect(resolved(merged, 'theirs')).toBe('One.\n\nTwo, longer.\n\nThree.\n');
});

test('title and address are chosen by themselves, and what is not chosen stays as it stands', () => {
	const merged = mergeTexts(
		text(BASE),
		text(BASE, { title: 'Mine', slug: 'mine' }),
		text(BASE, { title: 'Theirs', slug: 'theirs' }),
	);
	const choose = (choices: object) => resolveConflict(merged, { ...choices });
	expect(choose({ [nameOfField('title')]: 'theirs' })).toMatchObject({ title: 'Theirs', slug: 'mine' });
	expect(choose({ [nameOfField('slug')]: 'theirs' })).toMatchObject({ title: 'Mine', slug: 'theirs' });
});

/** With the ids of the first where they are named alike, so that three texts are versions of one. */
const numbered = (markdown: string): Doc => {
	let next = 0;
	const named = (block: AnyBlock): AnyBlock => {
		const attrs = { ...block.attrs, id: `n${next++}` };
		if (!('content' in block) || block.type === 'paragraph' || block.type === 'heading' || block.type === 'codeBlock')
			return { ...block, attrs } as AnyBlock;
		return { ...block, attrs, content: block.content.map((child) => named(child)) } as AnyBlock;
	};
	return { type: 'doc', content: fromMarkdown(markdown).content.map(named) as Doc['content'] };
};

test('a frame that both changed is chosen, and what stands in it stays merged', () => {
	const callout = (kind: string, first: string, second: string) => numbered(`:::${kind}\n${first}\n\n${second}\n:::`);
	const merged = merge(
		callout('note', 'A.', 'B.'),
		callout('tip', 'A, mine.', 'B.'),
		callout('danger', 'A.', 'B, theirs.'),
	);
	expect(merged.blocks.map(mayBeBoth)).toEqual([false]);
	expect(resolved(merged, 'theirs')).toBe(':::danger\nA, mine.\n\nB, theirs.\n:::\n');
	expect(resolved(merged, 'mine')).toBe(':::tip\nA, mine.\n\nB, theirs.\n:::\n');
});

test('a frame that I took out comes back with all that stood in it', () => {
	const base = numbered('Before.\n\n:::note\nA.\n\nB.\n:::');
	const mine = { ...base, content: base.content.slice(0, 1) };
	const merged = merge(base, mine, numbered('Before.\n\n:::danger\nA.\n\nB.\n:::'));
	expect(resolved(merged, 'theirs')).toBe('Before.\n\n:::danger\nA.\n\nB.\n:::\n');
	expect(resolved(merged, 'mine')).toBe('Before.\n');
});

test('a cell keeps both as lines, a table that grew on both sides is there twice', () => {
	const table = (cell: string, more = '') => numbered(`| Oil | Litres |\n| --- | --- |\n| ${cell} | 12 |\n${more}`);
	const cells = merge(table('46'), table('68'), table('32'));
	expect(resolved(cells, 'both')).toContain('| 68<br>32 | 12');
	const rows = merge(table('46'), table('46', '| 68 | 14 |\n'), table('46', '| 32 | 10 |\n| 22 | 8 |\n'));
	const { body } = resolveConflict(rows, { [nameOfBlock(rows.blocks[0]?.id ?? '')]: 'both' });
	expect(body.content.map(({ type }) => type)).toEqual(['table', 'table']);
	expect(resolved(rows, 'theirs')).not.toContain('68');
});
