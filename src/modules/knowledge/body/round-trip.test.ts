import { expect, test } from 'vitest';
import { fromMarkdown } from './from-markdown.ts';
import { tidy } from './tidy.ts';
import { toMarkdown } from './to-markdown.ts';
import type { Block, Doc, Inline, ListItem, Mark, Paragraph, Table, Text } from './types.ts';

const WORDS = [
	...String.raw`compressor oil Filter 12:30 :smile a:b ::x :::note snake_case _x_ ** * ~~ ~5 # + 2) > --- === *** | `.split(
		' ',
	),
	...String.raw`\ \* [x] [ ] ( ) ! ![ <b> <!-- </p> < &amp; & &#60; https://a.example/x_y?z=1&lt; www.a.example x@a.example`.split(
		' ',
	),
	...String.raw`注意 ： 请先断电。 “确定” ปิดเครื่อง กด ๆ hoà Đặt 🙂 𠮷 . , " ' { } $ ^ = http:// javascript:alert(1) É (c) --`.split(
		' ',
	),
	...'` ``/2 * 3/# 1/- x/1. a/> q/a | b/| - |/\u00a0/\u3000/\ufeff/\u200b/\t/\n'.split('/'),
];
const CODES = '```/``/`/:::/  indented/\ttab// /\n/> q/- x/| a | b |/# h/~~~/中文/\\'.split('/');
const ADDRESSES =
	String.raw`/files/a.png https://a.example/b?c=d&e=f https://a.example/(x)y #ไทย x\y https://e.example/&lt; <a> a|b {x}"`.split(
		' ',
	);

test.each(Array.from({ length: 8 }, (_, index) => index + 1))(
	'documents survive Markdown unchanged (batch %i)',
	(seed) => {
		const random = mulberry(seed);
		for (let round = 0; round < 50; round++) {
			const doc = tidy(randomDoc(random));
			const markdown = toMarkdown(doc);
			const back = fromMarkdown(markdown);
			expect(withoutIds(back), markdown).toEqual(withoutIds(doc));
			expect(toMarkdown(back)).toBe(markdown);
			expect(tidy(doc)).toEqual(doc);
		}
	},
);

test.each(Array.from({ length: 4 }, (_, index) => index + 1))(
	'any text becomes a document that survives (batch %i)',
	(seed) => {
		const random = mulberry(seed + 1000);
		for (let round = 0; round < 50; round++) {
			const soup = Array.from({ length: 30 }, () =>
				pick(random, [...WORDS, ...CODES, ' ', ' ', '\n', '\n\n', '  ', '    ', ':::note\n', '\n:::\n']),
			);
			const doc = fromMarkdown(soup.join(''));
			const markdown = toMarkdown(doc);
			expect(withoutIds(fromMarkdown(markdown)), markdown).toEqual(withoutIds(doc));
		}
	},
);

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

function pick<Item>(random: Random, items: readonly Item[]): Item {
	return items[Math.trunc(random() * items.length)] as Item;
}

function several<Item>(random: Random, most: number, make: () => Item): Item[] {
	return Array.from({ length: 1 + Math.trunc(random() * most) }, make);
}

function maybe<Value>(random: Random, value: () => Value): Value | undefined {
	return random() < 0.4 ? value() : undefined;
}

function randomDoc(random: Random): Doc {
	return { type: 'doc', content: several(random, 4, () => randomBlock(random, 0)) };
}

function words(random: Random, most = 5): string {
	return several(random, most, () => pick(random, WORDS)).join(random() < 0.5 ? ' ' : '');
}

function randomInline(random: Random): Inline[] {
	return several(random, 6, (): Inline => {
		if (random() < 0.12) return { type: 'hardBreak' };
		const marks = several(random, 3, () => randomMark(random)).filter(() => random() < 0.5);
		const text: Text = { type: 'text', text: words(random) };
		return marks.length > 0 ? { ...text, marks } : text;
	});
}

function randomMark(random: Random): Mark {
	const type = pick(random, ['bold', 'italic', 'strike', 'code', 'link'] as const);
	if (type !== 'link') return { type };
	return {
		type,
		attrs: { href: pick(random, [...ADDRESSES, words(random, 1)]), title: maybe(random, () => words(random)) },
	};
}

function paragraph(random: Random): Paragraph {
	return { type: 'paragraph', attrs: { id: '' }, content: randomInline(random) };
}

function randomBlock(random: Random, depth: number): Block {
	const attrs = { id: '' };
	const inner = () => several(random, 3, () => randomBlock(random, depth + 1));
	const items = (): ListItem[] => several(random, 3, () => ({ type: 'listItem', attrs, content: inner() }));
	const makers: (() => Block)[] = [
		() => paragraph(random),
		() => paragraph(random),
		() => ({
			type: 'heading',
			attrs: { ...attrs, level: pick(random, [2, 3, 4] as const) },
			content: randomInline(random),
		}),
		() => ({
			type: 'codeBlock',
			attrs: { ...attrs, language: pick(random, ['js', 'c++', undefined]) },
			content: [code(random)],
		}),
		() => ({ type: 'horizontalRule', attrs }),
		() => randomMedia(random),
		() => randomTable(random),
		() => ({ type: 'bulletList', attrs, content: items() }),
		() => ({ type: 'orderedList', attrs: { ...attrs, start: pick(random, [0, 1, 1, 9, 123]) }, content: items() }),
		() => ({ type: 'steps', attrs, content: several(random, 3, () => ({ type: 'step', attrs, content: inner() })) }),
		() => ({ type: 'blockquote', attrs, content: inner() }),
		() => ({
			type: 'callout',
			attrs: { ...attrs, kind: 'tip', title: maybe(random, () => words(random)) },
			content: inner(),
		}),
	];
	return pick(random, depth > 2 ? makers.slice(0, 7) : makers)();
}

function code(random: Random): Text {
	return { type: 'text', text: several(random, 5, () => pick(random, CODES)).join(pick(random, ['\n', ''])) };
}

function randomTable(random: Random): Table {
	const attrs = () => ({ id: '', align: pick(random, ['left', 'right', 'center', undefined] as const) });
	const cell = () => ({
		type: 'tableCell' as const,
		attrs: attrs(),
		content: [paragraph(random)].filter(() => random() < 0.9),
	});
	const rows = several(random, 3, () => ({
		type: 'tableRow' as const,
		attrs: { id: '' },
		content: several(random, 3, cell),
	}));
	return { type: 'table', attrs: { id: '' }, content: rows };
}

function randomMedia(random: Random): Block {
	const address = () => pick(random, ADDRESSES);
	const common = { id: '', src: address(), title: maybe(random, () => words(random)) };
	const captions = maybe(random, address);
	const kind = pick(random, ['image', 'video', 'audio'] as const);
	if (kind === 'audio') return { type: kind, attrs: { ...common, captions } };
	if (kind === 'video') return { type: kind, attrs: { ...common, captions, poster: maybe(random, address) } };
	const caption = maybe(random, () => words(random));
	return { type: kind, attrs: { ...common, alt: words(random), caption, width: maybe(random, () => 640) } };
}

function withoutIds(doc: Doc): unknown {
	return JSON.parse(JSON.stringify(doc, (key, value: unknown) => (key === 'id' ? undefined : value)));
}
