import { tidy } from './tidy.ts';
import type { AnyBlock, Doc, Inline } from './types.ts';

/** Every address in a document (links, pictures, media, posters, captions), each once, in reading order. */
export function addresses(doc: Doc): string[] {
	const found = new Set<string>();
	mapAddresses(doc, (address) => {
		found.add(address);
		return address;
	});
	return [...found];
}

/** The document with other addresses: `to` gets each one and answers what stands there instead, `''` to take the link or medium out. */
export function mapAddresses(doc: Doc, to: (address: string) => string): Doc {
	return tidy({ type: 'doc', content: doc.content.map((block) => mapBlock(block, to)) });
}

function mapBlock<Kind extends AnyBlock>(block: Kind, to: (address: string) => string): Kind {
	const attrs: Record<string, unknown> = { ...block.attrs };
	for (const name of ['src', 'poster', 'captions']) {
		if (typeof attrs[name] === 'string') attrs[name] = to(attrs[name]);
	}
	if (!('content' in block)) return { ...block, attrs };
	const children: readonly (AnyBlock | Inline)[] = block.content;
	const content = children.map((child) => ('attrs' in child ? mapBlock(child, to) : mapInline(child, to)));
	return { ...block, attrs, content };
}

function mapInline(inline: Inline, to: (address: string) => string): Inline {
	if (inline.type !== 'text' || !inline.marks?.some((mark) => mark.type === 'link')) return inline;
	const marks = inline.marks.map((mark) =>
		mark.type === 'link' ? { ...mark, attrs: { ...mark.attrs, href: to(mark.attrs.href) } } : mark,
	);
	return { ...inline, marks };
}
