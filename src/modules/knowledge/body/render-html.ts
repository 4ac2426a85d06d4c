import { headingAnchors } from './anchors.ts';
import { attribute, attributes, escapeHtml } from './html.ts';
import { linksFrom, renderInline } from './render-inline.ts';
import type { Links } from './render-inline.ts';
import type { AnyBlock, Block, CalloutKind, Doc, Image, Inline, Table, TableCell, TableHeader } from './types.ts';

/** The words a page needs around the article's own, in the reader's language. */
export type Labels = Record<CalloutKind, string> & { table: string; captions: string };

type Size = { width: number; height: number };

/**
 * `lang` is the language of the translation. `sizeOf` tells how large a picture is, where that is known, so that the page keeps its place. With `base`, the absolute address of the page, relative addresses become absolute (for
 * feeds and mail) and links to its own origin count as internal.
 */
type RenderOptions = { lang: string; labels: Labels; base?: string; sizeOf?: (src: string) => Size | undefined };

type Context = RenderOptions & Links & { anchors: Map<string, string>; firstPicture: string | undefined };

/**
 * A document as HTML. Safe by construction: all text and attributes are escaped, no HTML comes from the document. Headings carry
 * readable anchors; every other block carries its id as `data-block`, so that a citation can be scrolled to.
 */
export function renderHtml(doc: Doc, options: RenderOptions): string {
	const firstPicture = firstPictureIn(doc.content);
	const context: Context = { ...options, ...linksFrom(options.base), anchors: headingAnchors(doc), firstPicture };
	return renderBlocks(doc.content, context);
}

function renderBlocks(blocks: readonly AnyBlock[], context: Context): string {
	return blocks.map((block) => renderBlock(block, context)).join('\n');
}

type Blocks = { [Each in AnyBlock as Each['type']]: Each };
type BlockOf<Type extends keyof Blocks> = { [Each in Type]: { type: Each } & Blocks[Each] }[Type];
type Renderers = { [Type in keyof Blocks]: (block: BlockOf<Type>, context: Context) => string };

function renderBlock<Type extends keyof Blocks>(block: BlockOf<Type>, context: Context): string {
	return RENDER[block.type](block, context);
}

const RENDER: Renderers = {
	paragraph: (block, context) => element('p', block, renderInline(block.content, context)),
	heading: (block, context) => {
		const anchor = context.anchors.get(block.attrs.id);
		const id = anchor === undefined ? '' : attribute('id', anchor);
		return element(`h${block.attrs.level}`, block, renderInline(block.content, context), id);
	},
	bulletList: (block, context) => container('ul', block, context),
	orderedList: (block, context) => {
		const start = block.attrs.start === 1 ? '' : attribute('start', String(block.attrs.start));
		return container('ol', block, context, start);
	},
	listItem: (block, context) => container('li', block, context),
	steps: (block, context) => container('ol', block, context, attribute('class', 'steps')),
	step: (block, context) => container('li', block, context),
	blockquote: (block, context) => container('blockquote', block, context),
	callout: (block, context) => {
		const label = context.labels[block.attrs.kind];
		const title = block.attrs.title ?? label;
		const names = attribute('class', `callout ${block.attrs.kind}`) + attribute('aria-label', label);
		const heading = `<p class="callout-title">${escapeHtml(title)}</p>`;
		return element('aside', block, `${heading}\n${renderBlocks(block.content, context)}`, names);
	},
	codeBlock: (block) => {
		const language = block.attrs.language ? attribute('class', `language-${block.attrs.language}`) : '';
		const text = block.content.map((each) => escapeHtml(each.text)).join('');
		return element('pre', block, `<code${language}>${text}</code>`, ' tabindex="0"');
	},
	table: renderTable,
	tableRow: (block, context) => element('tr', block, renderBlocks(block.content, context)),
	tableHeader: (block, context) => renderCell('th', block, context),
	tableCell: (block, context) => renderCell('td', block, context),
	image: renderImage,
	video: (block, context) => {
		const { src, poster, captions, title } = block.attrs;
		const start = attributes({
			src: context.absolute(src),
			poster: poster && context.absolute(poster),
			'aria-label': title,
		});
		return figure(block, `<video controls preload="none"${start}>${track(captions, context)}</video>`, title);
	},
	audio: (block, context) => {
		const { src, captions, title } = block.attrs;
		const start = attributes({ src: context.absolute(src), 'aria-label': title });
		return figure(block, `<audio controls preload="none"${start}>${track(captions, context)}</audio>`, title);
	},
	horizontalRule: () => '<hr>',
};

function container(tag: string, block: AnyBlock & { content: AnyBlock[] }, context: Context, more = ''): string {
	return element(tag, block, renderBlocks(block.content, context), more);
}

function element(tag: string, block: AnyBlock, content: string, more = ''): string {
	return `<${tag}${attribute('data-block', block.attrs.id)}${more}>${content}</${tag}>`;
}

/** In a region of its own that scrolls sideways on a phone and can be reached by keyboard. */
function renderTable(block: Table, context: Context): string {
	const [header, ...rows] = block.content;
	const head = header ? `<thead>${renderBlocks([header], context)}</thead>` : '';
	const body = rows.length > 0 ? `<tbody>${renderBlocks(rows, context)}</tbody>` : '';
	const names = attributes({
		class: 'table-scroll',
		role: 'region',
		'aria-label': context.labels.table,
		tabindex: '0',
	});
	return `<div${names}>${element('table', block, head + body)}</div>`;
}

function renderCell(tag: 'th' | 'td', cell: TableHeader | TableCell, context: Context): string {
	const content = cell.content.map((paragraph) => renderInline(paragraph.content, context)).join('<br>');
	const scope = tag === 'th' ? attribute('scope', 'col') : '';
	const align = cell.attrs.align ? attribute('class', `align-${cell.attrs.align}`) : '';
	return `<${tag}${scope}${align}>${content}</${tag}>`;
}

function renderImage({ attrs, ...block }: Image, context: Context): string {
	const { src, alt, title, caption } = attrs;
	const { width, height } = sizeFor(attrs, context.sizeOf?.(src));
	const all = attributes({
		src: context.absolute(src),
		title,
		width: width && String(width),
		height: height && String(height),
		// A drawing has no size of its own that matters, unless the author wished one: it fills the column.
		class: width && !attrs.width && src.endsWith('.svg') ? 'drawing' : undefined,
		// The first picture is often in sight at once, where waiting for the layout would only delay it.
		loading: attrs.id === context.firstPicture ? undefined : 'lazy',
	});
	return figure({ ...block, attrs }, `<img${attribute('alt', alt)}${all} decoding="async">`, caption);
}

/** As the author wished; of a single side the other follows by the picture's own shape. */
function sizeFor({ width, height }: Partial<Size>, own: Size | undefined): Partial<Size> {
	if (!own || (width && height)) return { ...(width && { width }), ...(height && { height }) };
	if (width) return { width, height: Math.round((width * own.height) / own.width) };
	return height ? { width: Math.round((height * own.width) / own.height), height } : own;
}

function firstPictureIn(blocks: readonly (AnyBlock | Inline)[]): string | undefined {
	for (const block of blocks) {
		if (block.type === 'image') return block.attrs.id;
		const found = 'content' in block ? firstPictureIn(block.content) : undefined;
		if (found) return found;
	}
	return undefined;
}

function figure(block: Block, content: string, caption: string | undefined): string {
	const below = caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : '';
	return element('figure', block, content + below);
}

function track(captions: string | undefined, context: Context): string {
	if (!captions) return '';
	const { lang, labels } = context;
	const names = attributes({ src: context.absolute(captions), srclang: lang, label: labels.captions });
	return `<track kind="captions"${names} default>`;
}
