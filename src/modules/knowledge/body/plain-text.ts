import type { AnyBlock, Block, Doc, Inline } from './types.ts';

/** What a reader sees of a document, one line per paragraph, heading, list item line or table row; no Markdown, no addresses. */
export function plainText(doc: Doc): string {
	return doc.content.map(blockText).join('\n');
}

/** The text of a block and all blocks in it, one line each. Pictures give their caption or description, media their title. */
export function blockText(block: AnyBlock): string {
	switch (block.type) {
		case 'paragraph':
		case 'heading':
			return inlineText(block.content);
		case 'codeBlock':
			return block.content.map((each) => each.text).join('');
		case 'image':
			return block.attrs.caption ?? block.attrs.alt;
		case 'video':
		case 'audio':
			return block.attrs.title ?? '';
		case 'horizontalRule':
			return '';
		case 'tableRow':
			return block.content.map(blockText).filter(Boolean).join(' | ');
		case 'callout':
			return lines([block.attrs.title ?? '', ...block.content.map(blockText)]);
		default:
			return lines(block.content.map((child: AnyBlock) => blockText(child)));
	}
}

export function inlineText(content: readonly Inline[]): string {
	return content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');
}

function lines(texts: string[]): string {
	return texts.filter(Boolean).join('\n');
}

/**
 * The beginning of the running text (no headings, code or tables), cut between words at no more than `length` characters, with an
 * ellipsis if something was cut.
 */
export function excerpt(doc: Doc, length = 160): string {
	const parts: string[] = [];
	let size = 0;
	for (const block of doc.content) {
		const text = isRunning(block) ? blockText(block).replace(/\s+/g, ' ').trim() : '';
		if (!text) continue;
		parts.push(text);
		size += text.length + 1;
		if (size > length) break;
	}
	return shortened(parts.join(' '), length);
}

function isRunning(block: Block): boolean {
	return !['heading', 'codeBlock', 'table', 'horizontalRule', 'image', 'video', 'audio'].includes(block.type);
}

const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });

function shortened(text: string, length: number): string {
	if (text.length <= length) return text;
	// A little more than fits, so that the last word is seen to be cut or not.
	const window = text.slice(0, length + 40);
	let end = 0;
	for (const { index, segment } of WORDS.segment(window)) {
		if (index + segment.length >= length) break;
		end = index + segment.length;
	}
	const cut = text.slice(0, end || length - 1).replace(/[\s\p{P}]+$/u, '');
	return `${cut.toWellFormed()}…`;
}
