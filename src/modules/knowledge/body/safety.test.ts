import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { fromMarkdown } from './from-markdown.ts';
import { renderHtml } from './render-html.ts';

const PIECES = [
	...String.raw`<script> </script> <img~src=x~onerror=a> <svg/onload=a> javascript: data: ]( [a]( ![ " ' > < & &#x3c; &lt; { } ::video{src="`.split(
		' ',
	),
	...String.raw`::image[ "} ] a b ~ ** * - 1. <a~href=" onclick="x" \ &quot; <!-- --> https://a.example/ # ## :::note[ ก 中`.split(
		' ',
	),
	...'N/NN/TTTN/|~a~|~b~|N|--|--|N/|'.split('/'),
].map((piece) => piece.replaceAll('~', ' ').replaceAll('N', '\n').replaceAll('T', '`'));
const TAGS = new Set(
	'p h2 h3 h4 ul ol li blockquote aside pre code table thead tbody tr th td div figure figcaption img video audio track hr strong em s a br'.split(
		' ',
	),
);
const ATTRIBUTES = new Set(
	'dataBlock id start className ariaLabel tabIndex scope src alt title width height loading decoding controls preload poster kind srcLang label default href rel role'.split(
		' ',
	),
);
const LABELS = { note: 'Note', tip: 'Tip', warning: 'Warning', danger: 'Danger', table: 'Table', captions: 'Captions' };

type Node = { type: string; tagName?: string; properties?: Record<string, unknown>; children?: Node[] };

function all(node: Node): Node[] {
	return [node, ...(node.children ?? []).flatMap(all)];
}

test('whatever is written, a page holds only our own elements, attributes and harmless addresses', () => {
	const parser = unified().use(rehypeParse, { fragment: true });
	let state = 7;
	const random = (below: number) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
		return (state >>> 8) % below;
	};
	for (let round = 0; round < 1_500; round++) {
		const source = Array.from({ length: 1 + random(25) }, () => PIECES[random(PIECES.length)]).join('');
		const page = renderHtml(fromMarkdown(source), { lang: 'en', labels: LABELS, base: 'https://help.example/x' });
		for (const node of all(parser.parse(page)).filter((each) => each.type !== 'root' && each.type !== 'text')) {
			expect(TAGS, source).toContain(node.tagName);
			for (const [name, value] of Object.entries(node.properties ?? {})) {
				expect(ATTRIBUTES, source).toContain(name);
				if (name === 'href' || name === 'src') expect(String(value), source).toMatch(/^(?:https?|mailto|tel|sms):/);
			}
		}
	}
});
