import type { Container, LeafDirective } from './directives.ts';
import { inlineParts, textParts } from './from-markdown-inline.ts';
import type { InlineImage, InlinePart } from './from-markdown-inline.ts';
import { tokens } from './parser.ts';
import type { Token } from 'markdown-it';
import { htmlLines } from './raw-html.ts';
import { tidy } from './tidy.ts';
import type { Align, Block, Doc, Heading, Inline, ListItem, Paragraph, Step, Table, TableRow } from './types.ts';

/** An open container: what its children become when it closes. */
type Frame = { children: Block[]; close: (children: Block[]) => Block[] };
type Reading = { stack: Frame[]; items: ListItem[][]; table?: Table; inline: (content: InlinePart[]) => void };

/** A block still without its id: `tidy` gives every block one. */
const attrs = { id: '' };

/**
 * Reads Markdown: CommonMark, GFM tables and strike-through, bare addresses, and the directives of `directives.ts`. Raw HTML leaves
 * only its text, unsafe links and pictures only theirs; headings become levels 2 to 4. Never fails; all blocks get new ids.
 */
export function fromMarkdown(markdown: string): Doc {
	const root: Frame = { children: [], close: (children) => children };
	const reading: Reading = { stack: [root], items: [], inline: () => undefined };
	for (const token of tokens(markdown.toWellFormed())) read(reading, token);
	return tidy({ type: 'doc', content: root.children });
}

function read(reading: Reading, token: Token): void {
	if (token.type === 'inline') reading.inline(inlineParts(token.children ?? []));
	else if (token.nesting > 0) OPENING[token.type]?.(reading, token);
	else if (token.nesting < 0) close(reading, token);
	else push(reading, leaf(token));
}

function push(reading: Reading, blocks: Block[]): void {
	const children = reading.stack.at(-1)?.children;
	for (const block of blocks) children?.push(block);
}

const OPENING: Record<string, (reading: Reading, token: Token) => void> = {
	paragraph_open: (reading) => {
		reading.inline = (parts) => push(reading, paragraphs(parts));
	},
	heading_open: (reading, token) => {
		reading.inline = (parts) => push(reading, [heading(token, parts)]);
	},
	blockquote_open: (reading) => {
		open(reading, (content) => [{ type: 'blockquote', attrs, content }]);
	},
	bullet_list_open: (reading) => openList(reading, (content) => ({ type: 'bulletList', attrs, content })),
	ordered_list_open: (reading, token) => {
		const start = Number(token.attrGet('start') ?? 1);
		openList(reading, (content) => ({ type: 'orderedList', attrs: { ...attrs, start }, content }));
	},
	list_item_open: (reading) => {
		open(reading, (content) => {
			reading.items.at(-1)?.push({ type: 'listItem', attrs, content });
			return [];
		});
	},
	container_open: (reading, token) => {
		const container = token.meta as Container;
		open(reading, (content) => containerOf(container, content));
	},
	table_open: (reading) => {
		reading.table = { type: 'table', attrs, content: [] };
	},
	tr_open: (reading) => {
		reading.table?.content.push({ type: 'tableRow', attrs, content: [] });
	},
	th_open: (reading, token) => openCell(reading, 'tableHeader', token),
	td_open: (reading, token) => openCell(reading, 'tableCell', token),
};

function open(reading: Reading, onClose: Frame['close']): void {
	reading.stack.push({ children: [], close: onClose });
}

function openList(reading: Reading, listOf: (items: ListItem[]) => Block): void {
	const items: ListItem[] = [];
	reading.items.push(items);
	open(reading, () => {
		reading.items.pop();
		return [listOf(items)];
	});
}

function openCell(reading: Reading, type: 'tableHeader' | 'tableCell', token: Token): void {
	const align = /^text-align:(left|center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1] as Align | undefined;
	const row: TableRow | undefined = reading.table?.content.at(-1);
	reading.inline = (parts) => {
		const paragraph: Paragraph = { type: 'paragraph', attrs, content: parts.map(withoutPicture) };
		row?.content.push({ type, attrs: align ? { ...attrs, align } : attrs, content: [paragraph] });
	};
}

const FRAMES = new Set([
	'blockquote_close',
	'bullet_list_close',
	'ordered_list_close',
	'list_item_close',
	'container_close',
]);

function close(reading: Reading, token: Token): void {
	if (token.type === 'table_close' && reading.table) push(reading, [reading.table]);
	if (!FRAMES.has(token.type)) return;
	const frame = reading.stack.pop();
	if (frame) push(reading, frame.close(frame.children));
}

/** Text before, between and after pictures as paragraphs, the pictures as blocks. */
function paragraphs(parts: InlinePart[]): Block[] {
	const blocks: Block[] = [];
	let content: Inline[] = [];
	for (const part of parts) {
		if ('type' in part) {
			content.push(part);
			continue;
		}
		blocks.push({ type: 'paragraph', attrs, content }, { type: 'image', attrs: { ...attrs, ...part } });
		content = [];
	}
	return [...blocks, { type: 'paragraph', attrs, content }];
}

function heading(token: Token, parts: InlinePart[]): Heading {
	const level = Math.min(Math.max(Number(token.tag.slice(1)), 2), 4) as 2 | 3 | 4;
	return { type: 'heading', attrs: { ...attrs, level }, content: parts.map(withoutPicture) };
}

/** Where a picture cannot stand, its description does. */
function withoutPicture(part: Inline | InlineImage): Inline {
	return 'type' in part ? part : { type: 'text', text: part.alt };
}

function containerOf(container: Container, content: Block[]): Block[] {
	const { name, title } = container;
	if (name === 'steps') return content.map(stepsOf);
	return [{ type: 'callout', attrs: { ...attrs, kind: name, ...(title ? { title } : {}) }, content }];
}

function stepsOf(block: Block): Block {
	if (block.type !== 'orderedList' && block.type !== 'bulletList') return block;
	const content = block.content.map((item): Step => ({ type: 'step', attrs, content: item.content }));
	return { type: 'steps', attrs, content };
}

function leaf(token: Token): Block[] {
	switch (token.type) {
		case 'hr':
			return [{ type: 'horizontalRule', attrs }];
		case 'fence':
		case 'code_block':
			return [codeBlock(token)];
		case 'html_block':
			return htmlLines(token.content).map((line) => ({ type: 'paragraph', attrs, content: textParts(line) }));
		case 'leaf_directive':
			return [media(token.meta as LeafDirective)];
		default:
			return [];
	}
}

function codeBlock(token: Token): Block {
	const language = token.info.trim().split(/\s/, 1)[0];
	const text = token.content.replace(/\n$/, '');
	return {
		type: 'codeBlock',
		attrs: { ...attrs, ...(language ? { language } : {}) },
		content: [{ type: 'text', text }],
	};
}

function media({ name, label, attrs: given }: LeafDirective): Block {
	const { src = '', alt = '', title, width, height, poster, captions } = given;
	if (name === 'image') {
		const size = { width: Number(width ?? 0), height: Number(height ?? 0) };
		return { type: 'image', attrs: { ...attrs, src, alt, title, caption: label, ...size } };
	}
	const common = { ...attrs, src, captions, title: label };
	return name === 'video' ? { type: 'video', attrs: { ...common, poster } } : { type: 'audio', attrs: common };
}
