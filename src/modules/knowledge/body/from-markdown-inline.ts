import { bareLinks } from './bare-links.ts';
import type { Token } from 'markdown-it';
import type { Inline, Mark } from './types.ts';
import { codeAt, codeBefore, isUnspaced } from './unspaced.ts';

export type InlineImage = { src: string; alt: string; title?: string };
/** Inline content, and the pictures that stand in it: they become blocks of their own. */
export type InlinePart = Inline | InlineImage;

const MARKS: Record<string, Mark> = {
	strong: { type: 'bold' },
	em: { type: 'italic' },
	s: { type: 'strike' },
};
const SILENT = /^<(\/?)(script|style|template|iframe)\b/i;

/** The inline tokens of a paragraph, heading or cell as our inline content, not yet tidy. */
export function inlineParts(tokens: readonly Token[]): InlinePart[] {
	const parts: InlinePart[] = [];
	const marks: Mark[] = [];
	let silenced: string | undefined;
	tokens.forEach((token, index) => {
		if (token.type === 'html_inline') {
			const [, closing, name] = SILENT.exec(token.content) ?? [];
			if (name) silenced = closing ? undefined : name;
			else if (/^<br\b/i.test(token.content)) parts.push({ type: 'hardBreak' });
		} else if (silenced === undefined) {
			pushToken(token, parts, marks, tokens[index - 1], tokens[index + 1]);
		}
	});
	return parts;
}

function pushToken(token: Token, parts: InlinePart[], marks: Mark[], before?: Token, after?: Token): void {
	switch (token.type) {
		case 'text':
			parts.push(...textParts(token.content, marks));
			return;
		case 'code_inline':
			parts.push(marked(token.content, [...marks, { type: 'code' }]));
			return;
		case 'softbreak':
			if (needsSpace(before, after)) parts.push(marked(' ', marks));
			return;
		case 'hardbreak':
			parts.push({ type: 'hardBreak' });
			return;
		case 'image':
			parts.push({ src: attr(token, 'src') ?? '', alt: plain(token.children ?? []), ...titled(token) });
			return;
		case 'link_open':
			marks.push({ type: 'link', attrs: { href: attr(token, 'href') ?? '', ...titled(token) } });
			return;
		default:
			pushMark(token, marks);
	}
}

function pushMark(token: Token, marks: Mark[]): void {
	const mark = MARKS[token.type.replace(/_(?:open|close)$/, '')];
	if (token.nesting < 0) marks.pop();
	else if (mark && token.nesting > 0) marks.push(mark);
}

/** Text with the addresses in it as links. */
export function textParts(text: string, marks: readonly Mark[] = []): Inline[] {
	if (marks.some((mark) => mark.type === 'link')) return [marked(text, marks)];
	return bareLinks(text).map((part) =>
		marked(part.text, part.href ? [...marks, { type: 'link', attrs: { href: part.href } }] : marks),
	);
}

function marked(text: string, marks: readonly Mark[]): Inline {
	return marks.length > 0 ? { type: 'text', text, marks: [...marks] } : { type: 'text', text };
}

/** A line end in the source is a space, except inside scripts that have none. */
function needsSpace(before: Token | undefined, after: Token | undefined): boolean {
	const last = before?.content ?? '';
	const next = after?.content ?? '';
	return !(isUnspaced(codeBefore(last, last.length)) && isUnspaced(codeAt(next, 0)));
}

function titled(token: Token): { title?: string } {
	const title = attr(token, 'title');
	return title ? { title } : {};
}

function attr(token: Token, name: string): string | undefined {
	const value = token.attrGet(name);
	return value === null ? undefined : String(value);
}

function plain(tokens: readonly Token[]): string {
	return tokens.map((token) => (token.children?.length ? plain(token.children) : plainToken(token))).join('');
}

function plainToken(token: Token): string {
	if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
	return token.type === 'html_inline' ? '' : token.content;
}
