import { expect, test } from 'vitest';
import { fromMarkdown } from './from-markdown.ts';
import { keepIds } from './keep-ids.ts';
import { blockText } from './plain-text.ts';
import { toMarkdown } from './to-markdown.ts';
import type { Block, Doc } from './types.ts';

const SECTIONS = ['Drain the tank', 'Change the oil', 'Clean the filter', 'Check the belt'];
const OLD = fromMarkdown(
	SECTIONS.map((title) => `## ${title}\n\n${title} every week, and write it into the book.`).join('\n\n'),
);

/** The blocks themselves, and of a callout those in it. */
const inside = (block: Block): Block[] => (block.type === 'callout' ? block.content.flatMap(inside) : [block]);

function idsByText(doc: Doc): Map<string, string> {
	return new Map(doc.content.flatMap(inside).map((block) => [blockText(block), block.attrs.id]));
}

function edited(change: (markdown: string) => string): {
	kept: Doc;
	before: Map<string, string>;
	after: Map<string, string>;
} {
	const kept = keepIds(OLD, fromMarkdown(change(toMarkdown(OLD))));
	return { kept, before: idsByText(OLD), after: idsByText(kept) };
}

test('an unchanged document keeps all its ids', () => {
	expect(edited((markdown) => markdown).kept).toEqual(OLD);
});

test('blocks around an inserted, a removed and a moved one keep theirs', () => {
	const { before, after } = edited((markdown) => {
		const [drain = '', oil = '', filter = '', belt = ''] = markdown.split(/(?=^## )/m);
		return `A new beginning.\n\n${belt}\n\n${drain}${filter.replace(/^Clean.*$/m, '')}${oil}`;
	});
	for (const [text, id] of after) expect(id === before.get(text)).toBe(before.has(text));
	expect(after.has('A new beginning.')).toBe(true);
});

test('a block that changed a little keeps its id, another text gets a new one', () => {
	const { before, after } = edited((markdown) =>
		markdown
			.replace('Change the oil every week', 'Change the oil every month')
			.replace(/^Check the belt every.*$/m, 'Quite another thing.'),
	);
	const text = 'Change the oil every week, and write it into the book.';
	expect(after.get(text.replace('week', 'month'))).toBe(before.get(text));
	expect([...before.values()]).not.toContain(after.get('Quite another thing.'));
});

test('items of a list and cells of a table are aligned too', () => {
	const old = fromMarkdown('- first thing\n- second thing\n\n| name | value |\n|---|---|\n| oil | 5 l |\n| belt | 1 |');
	const next = keepIds(
		old,
		fromMarkdown(
			'- first thing\n- new thing at all\n- second thing\n\n| name | value |\n|---|---|\n| oil | 6 l |\n| belt | 1 |',
		),
	);
	const before = idsByText(old);
	const after = idsByText(next);
	for (const text of ['first thing', 'second thing', 'belt | 1']) expect(after.get(text)).toBe(before.get(text));
	expect(after.get('oil | 6 l')).toBe(before.get('oil | 5 l'));
});

test('a paragraph that moves into a callout keeps its id', () => {
	const old = fromMarkdown('Never open it hot.\n\nThe rest of the text.');
	const next = keepIds(old, fromMarkdown(':::danger\nNever open it hot.\n:::\n\nThe rest of the text.'));
	expect(idsByText(next)).toEqual(idsByText(old));
});

test('no id is given twice, even if the new document came with ids of its own', () => {
	const [first, second] = OLD.content;
	if (!first || !second) throw new Error('the old document has two blocks');
	const swapped = [
		{ ...first, attrs: second.attrs },
		{ ...second, attrs: first.attrs },
	] as Doc['content'];
	const ids = keepIds(OLD, { type: 'doc', content: swapped }).content.map((block) => block.attrs.id);
	expect(new Set(ids).size).toBe(2);
});

test('two thousand rewritten paragraphs are aligned within two seconds', () => {
	const text = (round: string) =>
		Array.from({ length: 2_000 }, (_, index) => `Paragraph ${index} of version ${round} here.`).join('\n\n');
	const old = fromMarkdown(text('first'));
	const start = process.cpuUsage();
	const next = keepIds(old, fromMarkdown(text('second')));
	expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
	expect(next.content.map((block) => block.attrs.id)).toEqual(old.content.map((block) => block.attrs.id));
});
