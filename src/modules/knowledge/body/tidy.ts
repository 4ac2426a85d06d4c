import { safeFile } from './addresses.ts';
import { newId } from './ids.ts';
import { tidyInline, tidyLine } from './tidy-inline.ts';
import { tidyTable } from './tidy-table.ts';
import type { Block, Callout, CodeBlock, Doc, Image, ListItem, OrderedList, Paragraph, Step } from './types.ts';

/** Gives every block an id that no other block of the document has; keeps the ones that are fine. */
export type Name = (id: string | undefined) => string;

/**
 * The one stored form of a body: blocks without content are gone, inline content is tidy (`tidyInline`), tables are rectangular,
 * addresses safe, ids present and unique. Markdown can say exactly what a tidy document can: `fromMarkdown(toMarkdown(doc))`
 * equals `doc` apart from ids.
 */
export function tidy(doc: Doc): Doc {
	const seen = new Set<string>();
	const name: Name = (id) => {
		const kept = id && /^[\w-]{1,40}$/.test(id) && !seen.has(id) ? id : newId();
		seen.add(kept);
		return kept;
	};
	return { type: 'doc', content: tidyBlocks(doc.content, name) };
}

function tidyBlocks(blocks: readonly Block[], name: Name): Block[] {
	return blocks.flatMap((block) => tidyBlock(block, name) ?? []);
}

function tidyBlock(block: Block, name: Name): Block | undefined {
	const id = name(block.attrs.id);
	switch (block.type) {
		case 'paragraph':
		case 'heading': {
			const content = tidyInline(block.content);
			if (content.length === 0) return undefined;
			if (block.type === 'paragraph') return { type: 'paragraph', attrs: { id }, content };
			return { type: 'heading', attrs: { id, level: block.attrs.level }, content };
		}
		case 'bulletList':
		case 'orderedList':
			return tidyList(block.type, id, block.attrs, tidyItems(block.content, 'listItem', name));
		case 'steps':
			return filled({ type: 'steps', attrs: { id }, content: tidyItems(block.content, 'step', name) });
		case 'blockquote':
			return filled({ type: 'blockquote', attrs: { id }, content: tidyBlocks(block.content, name) });
		case 'callout':
			return tidyCallout(block, id, name);
		case 'codeBlock':
			return tidyCode(block, id);
		case 'table':
			return tidyTable(block, id, name);
		case 'image':
			return tidyImage(block, id);
		case 'video': {
			const src = safeFile(block.attrs.src);
			const attrs = { ...given({ poster: fileOf(block.attrs.poster) }), ...soundAttrs(block.attrs) };
			return src ? { type: 'video', attrs: { id, src, ...attrs } } : undefined;
		}
		case 'audio': {
			const src = safeFile(block.attrs.src);
			return src ? { type: 'audio', attrs: { id, src, ...soundAttrs(block.attrs) } } : undefined;
		}
		case 'horizontalRule':
			return { type: 'horizontalRule', attrs: { id } };
	}
}

function filled<Type extends Block & { content: unknown[] }>(node: Type): Type | undefined {
	return node.content.length > 0 ? node : undefined;
}

function tidyItems<Type extends 'listItem' | 'step'>(
	items: readonly (ListItem | Step)[],
	type: Type,
	name: Name,
): { type: Type; attrs: { id: string }; content: Block[] }[] {
	return items
		.map((item) => ({ type, attrs: { id: name(item.attrs.id) }, content: tidyBlocks(item.content, name) }))
		.filter((item) => item.content.length > 0);
}

function tidyList(
	type: 'bulletList' | 'orderedList',
	id: string,
	attrs: Partial<OrderedList['attrs']>,
	content: ListItem[],
): Block | undefined {
	if (type === 'bulletList') return filled({ type, attrs: { id }, content });
	const start = Math.min(Math.max(Math.trunc(attrs.start ?? 1), 0), 999_999_999 - content.length);
	return filled({ type, attrs: { id, start }, content });
}

/** A callout that has only a title says it as its text. */
function tidyCallout(block: Callout, id: string, name: Name): Callout | undefined {
	const title = tidyLine(block.attrs.title);
	const content = tidyBlocks(block.content, name);
	const { kind } = block.attrs;
	if (content.length > 0) return { type: 'callout', attrs: { id, kind, ...given({ title }) }, content };
	return title ? { type: 'callout', attrs: { id, kind }, content: [paragraphOf(title, name(undefined))] } : undefined;
}

function paragraphOf(text: string, id: string): Paragraph {
	return { type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] };
}

function tidyCode(block: CodeBlock, id: string): CodeBlock | undefined {
	const text = block.content.map((each) => each.text).join('');
	const clean = text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\t\n]/gu, '');
	if (!clean.trim()) return undefined;
	const language = /^[\w+#.-]{1,40}$/.exec(block.attrs.language ?? '')?.[0];
	return { type: 'codeBlock', attrs: { id, ...given({ language }) }, content: [{ type: 'text', text: clean }] };
}

/** A picture that may not be loaded leaves its description. */
function tidyImage(block: Image, id: string): Image | Paragraph | undefined {
	const src = safeFile(block.attrs.src);
	const alt = tidyLine(block.attrs.alt) ?? '';
	if (!src) return alt ? paragraphOf(alt, id) : undefined;
	const attrs = given({
		title: tidyLine(block.attrs.title),
		caption: tidyLine(block.attrs.caption),
		width: pixels(block.attrs.width),
		height: pixels(block.attrs.height),
	});
	return { type: 'image', attrs: { id, src, alt, ...attrs } };
}

function soundAttrs(attrs: { captions?: string; title?: string }): { captions?: string; title?: string } {
	return given({ captions: fileOf(attrs.captions), title: tidyLine(attrs.title) });
}

function fileOf(address: string | undefined): string | undefined {
	return address ? safeFile(address) : undefined;
}

function pixels(value: number | undefined): number | undefined {
	return value && value >= 1 && value <= 20_000 ? Math.round(value) : undefined;
}

/** Only the attributes that have a value. */
function given<Attrs extends Record<string, unknown>>(
	attrs: Attrs,
): { [Key in keyof Attrs]?: NonNullable<Attrs[Key]> } {
	return Object.fromEntries(Object.entries(attrs).filter(([, value]) => value !== undefined && value !== null)) as {
		[Key in keyof Attrs]?: NonNullable<Attrs[Key]>;
	};
}
