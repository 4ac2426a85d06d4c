import { directiveText } from './directives.ts';
import { escapeAddress, escapeLineStart, escapeText, escapeTitle } from './escape.ts';
import { inlineMarkdown } from './to-markdown-inline.ts';
import type { Block, Doc, Image, Inline, ListItem, Step, Table, TableCell, TableHeader } from './types.ts';

const ALIGNMENTS = { left: ':--', center: ':-:', right: '--:', none: '---' };

/** A tidy document as Markdown: CommonMark with GFM tables and our directives, ending in one line end, or empty. */
export function toMarkdown(doc: Doc): string {
	const text = blocksMarkdown(doc.content, '\n\n');
	return text ? `${text}\n` : '';
}

function blocksMarkdown(blocks: readonly Block[], between: string): string {
	let isSecond = false;
	const texts = blocks.map((block, index) => {
		// Two lists of one kind in a row are told apart by their markers.
		isSecond = block.type === blocks[index - 1]?.type && !isSecond;
		return blockMarkdown(block, isSecond);
	});
	return texts.join(between);
}

function blockMarkdown(block: Block, isSecond: boolean): string {
	switch (block.type) {
		case 'paragraph':
			return paragraph(block.content);
		case 'heading':
			return heading(block.attrs.level, block.content);
		case 'bulletList':
			return list(block.content, () => (isSecond ? '+ ' : '- '));
		case 'orderedList':
			return list(block.content, (index) => `${block.attrs.start + index}${isSecond ? ')' : '.'} `);
		case 'steps':
			return container(
				'steps',
				undefined,
				list(block.content, (index) => `${index + 1}. `),
			);
		case 'callout':
			return container(block.attrs.kind, block.attrs.title, blocksMarkdown(block.content, '\n\n'));
		case 'codeBlock':
			return code(block.content.map((each) => each.text).join(''), block.attrs.language);
		case 'blockquote':
			return indented(blocksMarkdown(block.content, '\n\n'), '> ', '> ');
		case 'table':
			return table(block);
		case 'image':
			return image(block.attrs);
		case 'video':
		case 'audio': {
			const { id: _, title, ...attrs } = block.attrs;
			return directiveText('::', block.type, title, attrs);
		}
		case 'horizontalRule':
			// Not `---`: after a list's marker that would be a rule without a list.
			return '***';
	}
}

function paragraph(content: readonly Inline[]): string {
	return inlineMarkdown(content, '\\\n').split('\n').map(escapeLineStart).join('\n');
}

function heading(level: number, content: readonly Inline[]): string {
	const text = inlineMarkdown(content, '<br>');
	return `${'#'.repeat(level)} ${text.replace(/(^|[ \t])(#+)$/, String.raw`$1\$2`)}`;
}

function list(items: readonly (ListItem | Step)[], marker: (index: number) => string): string {
	const between = items.every(isTight) ? '\n' : '\n\n';
	const texts = items.map((item, index) => {
		const first = marker(index);
		return indented(blocksMarkdown(item.content, between), first, ' '.repeat(first.length));
	});
	return texts.join(between);
}

/** One paragraph, and perhaps lists right under it: written without empty lines. */
function isTight(item: ListItem | Step): boolean {
	const [first, ...rest] = item.content;
	return first?.type === 'paragraph' && rest.every(isTightList);
}

function isTightList(block: Block): boolean {
	const interrupts = block.type === 'bulletList' || (block.type === 'orderedList' && block.attrs.start === 1);
	return interrupts && block.content.every(isTight);
}

function indented(text: string, first: string, rest: string): string {
	const empty = rest.trimEnd();
	return text
		.split('\n')
		.map((line, index) => (index === 0 ? first : line ? rest : empty) + line)
		.join('\n');
}

/** A fence longer than every line of colons inside. */
function container(name: string, title: string | undefined, body: string): string {
	const inner = Array.from(body.matchAll(/^[ \t]*(:{3,})[ \t]*$/gm), ([, colons = '']) => colons.length);
	const colons = ':'.repeat(inner.reduce((longest, length) => Math.max(longest, length + 1), 3));
	return `${directiveText(colons, name, title)}\n${body}\n${colons}`;
}

function code(text: string, language = ''): string {
	const inner = text.match(/`+/g) ?? [];
	const fence = '`'.repeat(inner.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
	return `${fence}${language}\n${text}\n${fence}`;
}

function table({ content: [header, ...rows] }: Table): string {
	if (!header) return '';
	const rule = header.content.map((cell) => ALIGNMENTS[cell.attrs.align ?? 'none']);
	return [
		row(header.content.map(cellMarkdown)),
		row(rule),
		...rows.map((each) => row(each.content.map(cellMarkdown))),
	].join('\n');
}

function row(cells: string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function cellMarkdown(cell: TableHeader | TableCell): string {
	const text = cell.content.map(({ content }) => inlineMarkdown(content, '<br>')).join('<br>');
	return text.replaceAll('|', String.raw`\|`);
}

/** A picture with a caption or a size needs the directive; the others are plain Markdown. */
function image({ src, alt, title, caption, width, height }: Image['attrs']): string {
	if (!caption && !width && !height) return `![${escapeText(alt, true)}](${escapeAddress(src)}${escapeTitle(title)})`;
	const all = { src, alt, title, width: width && String(width), height: height && String(height) };
	const attrs = Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1]));
	return directiveText('::', 'image', caption, Object.fromEntries(attrs));
}
