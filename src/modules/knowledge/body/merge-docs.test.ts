import { expect, test } from 'vitest';
import { fromMarkdown } from './from-markdown.ts';
import { leavesOf, leafText } from './leaves.ts';
import { mergeDocs } from './merge-docs.ts';
import { tidy } from './tidy.ts';
import { toMarkdown } from './to-markdown.ts';
import type { AnyBlock, Block, Doc } from './types.ts';

const LETTERS = [...'abcdefghij'];
const plain = (texts: Record<string, string>): Doc => ({
	type: 'doc',
	content: Object.entries(texts).map(([id, text]) => ({
		type: 'paragraph',
		attrs: { id },
		content: [{ type: 'text', text }],
	})),
});
const BASE = plain({ a: 'One.', b: 'Two.', c: 'Three.', d: 'Four.' });
const textsOf = (doc: Doc) => leavesOf(doc).map(({ block }) => leafText(block));

test('what each side did by itself is all there, and nothing is asked', () => {
	const mine = plain({ a: 'One, by me.', b: 'Two.', x: 'New by me.', c: 'Three.', d: 'Four.' });
	const theirs = plain({ d: 'Four.', a: 'One.', b: 'Two.', c: 'Three, by them.', y: 'New by them.' });
	const { doc, conflicts } = mergeDocs(BASE, mine, theirs);
	expect(conflicts).toEqual([]);
	expect(textsOf(doc)).toEqual(['Four.', 'One, by me.', 'Two.', 'New by me.', 'Three, by them.', 'New by them.']);
});

test('a block that both changed is a conflict in which mine stands in the text', () => {
	const { doc, conflicts } = mergeDocs(BASE, plain({ a: 'Mine.', b: 'Two.' }), plain({ a: 'Theirs.', c: 'Three.' }));
	expect(textsOf(doc)).toEqual(['Mine.']);
	expect(conflicts).toEqual([
		{
			id: 'a',
			base: BASE.content[0],
			mine: plain({ a: 'Mine.' }).content[0],
			theirs: plain({ a: 'Theirs.' }).content[0],
		},
	]);
});

test('a block that one changed and the other took out stays, and is asked about', () => {
	const changed = plain({ a: 'One.', b: 'Two, longer.', c: 'Three.', d: 'Four.' });
	const without = plain({ a: 'One.', c: 'Three.', d: 'Four.' });
	for (const [mine, theirs] of [
		[changed, without],
		[without, changed],
	] as const) {
		const { doc, conflicts } = mergeDocs(BASE, mine, theirs);
		expect(textsOf(doc)).toEqual(textsOf(changed));
		expect(conflicts).toMatchObject([{ id: 'b' }]);
	}
});

const markdown = (text: string) => fromMarkdown(text);
/** The same document with a change of its Markdown, ids kept by the one who calls. */
const edited = (doc: Doc, change: (block: AnyBlock) => AnyBlock): Doc => {
	const visit = (block: AnyBlock): AnyBlock => {
		const changed = change(block);
		return 'content' in changed &&
			changed.type !== 'paragraph' &&
			changed.type !== 'heading' &&
			changed.type !== 'codeBlock'
			? ({ ...changed, content: (changed.content as AnyBlock[]).map(visit) } as AnyBlock)
			: changed;
	};
	return { type: 'doc', content: doc.content.map(visit) as Block[] };
};
const saying = (from: string, to: string) => (block: AnyBlock) =>
	block.type === 'paragraph' && leafText(block) === from
		? { ...block, content: [{ type: 'text' as const, text: to }] }
		: block;

test('items of a list and cells of a table are merged one by one', () => {
	const base = markdown('- first\n- second\n\n| name | value |\n|---|---|\n| oil | 5 l |\n| belt | 1 |');
	const { doc, conflicts } = mergeDocs(
		base,
		edited(edited(base, saying('first', 'first, mine')), saying('5 l', '6 l')),
		edited(edited(base, saying('second', 'second, theirs')), saying('oil', 'clean oil')),
	);
	expect(conflicts).toEqual([]);
	expect(toMarkdown(doc)).toBe(
		'- first, mine\n- second, theirs\n\n| name | value |\n| --- | --- |\n| clean oil | 6 l |\n| belt | 1 |\n',
	);
});

test('a table in which one side added a row and the other changed a cell is asked about as a whole', () => {
	const base = markdown('| name | value |\n|---|---|\n| oil | 5 l |');
	const table = base.content[0];
	if (table?.type !== 'table') throw new Error('a table');
	const row = table.content[1];
	const longer = tidy({
		type: 'doc',
		content: [{ ...table, content: [...table.content, { ...row, attrs: { id: 'new' } }] } as Block],
	});
	const { doc, conflicts } = mergeDocs(base, longer, edited(base, saying('5 l', '6 l')));
	expect(doc).toEqual(longer);
	expect(conflicts.map(({ id }) => id)).toEqual([table.attrs.id]);
	expect(mergeDocs(base, base, longer)).toEqual({ doc: longer, conflicts: [] });
});

test('a list that one side took out comes back for what the other side wrote in it', () => {
	const base = markdown('Before.\n\n- first\n- second');
	const without: Doc = { type: 'doc', content: base.content.slice(0, 1) };
	const theirs = edited(base, saying('second', 'second, longer'));
	const { doc, conflicts } = mergeDocs(base, without, theirs);
	expect(toMarkdown(doc)).toBe('Before.\n\n- second, longer\n');
	expect(conflicts).toHaveLength(1);
});

test('two who put each other’s block into the other lose neither', () => {
	const callout = (id: string, content: Block[]): Block => ({ type: 'callout', attrs: { id, kind: 'tip' }, content });
	const [a, b] = [plain({ pa: 'In A.' }).content, plain({ pb: 'In B.' }).content];
	const base: Doc = { type: 'doc', content: [callout('A', a), callout('B', b)] };
	const mine: Doc = { type: 'doc', content: [callout('A', [...a, callout('B', b)])] };
	const theirs: Doc = { type: 'doc', content: [callout('B', [...b, callout('A', a)])] };
	expect(mergeDocs(base, mine, theirs)).toEqual({ doc: mine, conflicts: [] });
});

test('of a list that one side made steps, what the other put in becomes a step', () => {
	const base = markdown('- first\n- second');
	const list = base.content[0];
	if (list?.type !== 'bulletList') throw new Error('a list');
	const steps = { type: 'steps', attrs: list.attrs, content: list.content.map((item) => ({ ...item, type: 'step' })) };
	const third = { ...list.content[0], attrs: { id: 'third' }, content: plain({ p: 'third' }).content };
	const longer = { ...list, content: [...list.content, third] };
	const { doc } = mergeDocs(
		base,
		{ type: 'doc', content: [steps as Block] },
		{ type: 'doc', content: [longer as Block] },
	);
	expect(textsOf(doc)).toEqual(['first', 'second', 'third']);
	expect(doc.content[0]?.type).toBe('steps');
});

type Random = () => number;

function mulberry(seed: number): Random {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.trunc(random() * items.length)] as T;

let made = 0;
const fresh = () => `n${made++}`;
const newParagraph = (): Block => plain({ [fresh()]: `said ${made}` }).content[0] as Block;

function randomDoc(random: Random): Doc {
	const block = (depth: number): Block => {
		const inner = () => Array.from({ length: 1 + Math.trunc(random() * 3) }, () => block(depth + 1));
		const kind =
			depth > 1 ? 'paragraph' : pick(random, ['paragraph', 'paragraph', 'list', 'callout', 'quote', 'table']);
		if (kind === 'list')
			return {
				type: 'bulletList',
				attrs: { id: fresh() },
				content: [1, 2].map(() => ({ type: 'listItem', attrs: { id: fresh() }, content: inner() })),
			};
		if (kind === 'callout') return { type: 'callout', attrs: { id: fresh(), kind: 'tip' }, content: inner() };
		if (kind === 'quote') return { type: 'blockquote', attrs: { id: fresh() }, content: inner() };
		if (kind === 'table')
			return fromMarkdown(`| h${made++} | h${made++} |\n|---|---|\n| c${made++} | c${made++} |`).content[0] as Block;
		return newParagraph();
	};
	return tidy({ type: 'doc', content: LETTERS.slice(0, 6).map(() => block(0)) });
}

/** One act of somebody who edits: another text, a block put in, taken out or moved, at any depth. */
function randomEdit(random: Random, doc: Doc): Doc {
	const copy = structuredClone(doc);
	const lists: Block[][] = [copy.content];
	const leaves: AnyBlock[] = [];
	const visit = (block: AnyBlock): void => {
		if (block.type === 'paragraph') leaves.push(block);
		if (!('content' in block) || block.type === 'paragraph') return;
		if (['callout', 'blockquote', 'listItem'].includes(block.type)) lists.push(block.content as Block[]);
		(block.content as AnyBlock[]).forEach((child) => 'attrs' in child && visit(child));
	};
	copy.content.forEach(visit);
	const list = pick(random, lists);
	const at = Math.trunc(random() * list.length);
	const act = pick(random, ['say', 'say', 'put', 'take', 'move', 'swap']);
	const leaf = pick(random, leaves);
	if (act === 'say' && leaf?.type === 'paragraph') leaf.content = [{ type: 'text', text: `again ${made++}` }];
	else if (act === 'put') list.splice(at, 0, newParagraph());
	else if (act === 'take' && list.length > 1) list.splice(at, 1);
	else if (act === 'swap') list.reverse();
	else if (act === 'move' && list !== copy.content) copy.content.push(...list.splice(at, 1));
	return tidy(copy);
}

const edits = (random: Random, doc: Doc): Doc =>
	Array.from({ length: 4 }).reduce((before: Doc) => randomEdit(random, before), doc);

const everyText = (value: unknown): string[] =>
	[...JSON.stringify(value).matchAll(/"text":"([^"]+)"/g)].map(([, text]) => text ?? '');

test.each(Array.from({ length: 10 }, (_, index) => index + 1))(
	'whatever two people do, nobody’s words are lost (batch %i)',
	(seed) => {
		const random = mulberry(seed);
		for (let round = 0; round < 100; round++) {
			const base = randomDoc(random);
			const [mine, theirs] = [edits(random, base), edits(random, base)];
			const { doc, conflicts } = mergeDocs(base, mine, theirs);
			expect(tidy(doc)).toEqual(doc);
			const there = new Set(everyText([doc, conflicts]));
			const before = new Set(everyText(base));
			for (const text of [...everyText(mine), ...everyText(theirs)])
				if (!before.has(text)) expect([...there]).toContain(text);
			// What both left alone stays as well.
			for (const text of everyText(mine)) if (everyText(theirs).includes(text)) expect([...there]).toContain(text);
			const said = everyText(doc);
			expect(said.length).toBe(new Set(said).size);
		}
	},
);

test.each(Array.from({ length: 5 }, (_, index) => index + 1))(
	'what only one did is taken as it is, and what both did alike (batch %i)',
	(seed) => {
		const random = mulberry(seed + 100);
		for (let round = 0; round < 100; round++) {
			const base = randomDoc(random);
			const next = edits(random, base);
			for (const [mine, theirs] of [
				[next, base],
				[base, next],
				[next, next],
			] as const)
				expect(mergeDocs(base, mine, theirs)).toEqual({ doc: next, conflicts: [] });
		}
	},
);

test('texts of two thousand paragraphs are merged without holding the server up', () => {
	const texts = (round: string) =>
		plain(
			Object.fromEntries(
				Array.from({ length: 2_000 }, (_, i) => [`p${i}`, `${i % 3 === 0 ? round : ''} ${i} says something.`]),
			),
		);
	const start = process.cpuUsage();
	const { conflicts } = mergeDocs(texts('base'), texts('mine'), texts('theirs'));
	expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
	expect(conflicts).toHaveLength(667);
});

test('the order of a block’s keys, which the database changes, is no change', () => {
	const turned = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(turned);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value)
				.toReversed()
				.map(([key, inner]) => [key, turned(inner)]),
		);
	};
	const base = markdown('One [link](https://a.example/ "title").\n\n![alt](/files/a.png)\n\n| a |\n|---|\n| b |');
	const theirs = edited(base, saying('b', 'c'));
	expect(mergeDocs(turned(base) as Doc, base, theirs)).toEqual({ doc: theirs, conflicts: [] });
});
