import { APART, escapeAddress, escapePlainText, escapeText, escapeTitle } from './escape.ts';
import { surrounding } from './parser.ts';
import { markKey } from './tidy-inline.ts';
import type { Inline, LinkMark, Mark, Text } from './types.ts';
import { codeAt, codeBefore, isUnspaced } from './unspaced.ts';

/** A piece of the line being written. An `open` or `close` is a marker whose neighbours decide how Markdown reads it. */
type Piece = { kind: 'open' | 'close' | 'text'; out: string };

const MAIL = /^[\w.+-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;
const MARKERS = { bold: '**', italic: '*', strike: '~~' } as const;

/** Tidy inline content as Markdown; `lineBreak` is how a line break is written there (`<br>` where a line must stay one). */
export function inlineMarkdown(content: readonly Inline[], lineBreak: string): string {
	const pieces: Piece[] = [];
	writeRun(pieces, content, [], lineBreak);
	return joined(pieces.filter((piece) => piece.out !== ''));
}

/** Opens the mark that reaches furthest first, so that marks nest. */
function writeRun(pieces: Piece[], run: readonly Inline[], open: readonly string[], lineBreak: string): void {
	for (let from = 0; from < run.length;) {
		const { mark, to } = longestMark(run, from, open);
		if (!mark) writeLeaf(pieces, run[from], open, lineBreak);
		else writeMark(pieces, mark, run.slice(from, to), open, lineBreak);
		from = to;
	}
}

function longestMark(run: readonly Inline[], from: number, open: readonly string[]): { mark?: Mark; to: number } {
	const node = run[from];
	const marks = node?.type === 'text' ? (node.marks ?? []) : [];
	let best: { mark?: Mark; to: number } = { to: from + 1 };
	for (const mark of marks) {
		if (mark.type === 'code' || open.includes(markKey(mark))) continue;
		const to = endOf(mark, run, from);
		if (!best.mark || to > best.to) best = { mark, to };
	}
	return best;
}

function endOf(mark: Mark, run: readonly Inline[], from: number): number {
	const key = markKey(mark);
	let end = from + 1;
	for (let index = end; index < run.length; index++) {
		const node = run[index];
		if (node?.type !== 'text') continue;
		if (!node.marks?.some((each) => markKey(each) === key)) break;
		end = index + 1;
	}
	return end;
}

function writeMark(
	pieces: Piece[],
	mark: Mark,
	run: readonly Inline[],
	open: readonly string[],
	lineBreak: string,
): void {
	if (mark.type === 'code') return;
	const inner = [...open, markKey(mark)];
	if (mark.type === 'link') {
		writeLink(pieces, mark, run, inner, lineBreak);
		return;
	}
	const [before, core, after] = split(run);
	pieces.push({ kind: 'text', out: before }, { kind: 'open', out: MARKERS[mark.type] });
	if (opensTwice(mark, core, inner)) pieces.push({ kind: 'text', out: APART });
	writeRun(pieces, core, inner, lineBreak);
	pieces.push({ kind: 'close', out: MARKERS[mark.type] }, { kind: 'text', out: after });
}

/** White space at either end goes outside the markers; `tidyInline` gives it back the marks of the text around it. */
function split(run: readonly Inline[]): [before: string, core: Inline[], after: string] {
	const core = [...run];
	let before = '';
	for (let node = core[0]; node?.type === 'text' && /^\s/.test(node.text) && !isCode(node); node = core[0]) {
		const text = node.text.trimStart();
		before += node.text.slice(0, node.text.length - text.length);
		core.splice(0, 1, ...(text ? [{ ...node, text }] : []));
	}
	let after = '';
	for (let node = core.at(-1); node?.type === 'text' && /\s$/.test(node.text) && !isCode(node); node = core.at(-1)) {
		const text = node.text.trimEnd();
		after = node.text.slice(text.length) + after;
		core.splice(-1, 1, ...(text ? [{ ...node, text }] : []));
	}
	return [before, core, after];
}

function isCode(node: Text): boolean {
	return node.marks?.some((mark) => mark.type === 'code') ?? false;
}

/** `***a* b *c***` is read wrongly: where bold and italic open together and one opens again inside the other, they stand apart. */
function opensTwice(mark: Mark, run: readonly Inline[], open: readonly string[]): boolean {
	const { mark: inner, to } = longestMark(run, 0, open);
	const isStar = (each: Mark | undefined) => each?.type === 'bold' || each?.type === 'italic';
	if (!isStar(mark) || !inner || !isStar(inner)) return false;
	return run.slice(to).some((node) => node.type === 'text' && node.marks?.some((each) => each.type === inner.type));
}

function writeLink(
	pieces: Piece[],
	mark: LinkMark,
	run: readonly Inline[],
	open: readonly string[],
	lineBreak: string,
): void {
	const auto = autolink(mark, run, open);
	if (auto) {
		pieces.push(auto);
		return;
	}
	pieces.push({ kind: 'text', out: '[' });
	writeRun(pieces, run, open, lineBreak);
	const { href, title } = mark.attrs;
	pieces.push({ kind: 'text', out: `](${escapeAddress(href)}${escapeTitle(title)})` });
}

/** `<address>` where the text of the link is its address and nothing else. */
function autolink(mark: LinkMark, run: readonly Inline[], open: readonly string[]): Piece | undefined {
	const node = run[0];
	if (run.length !== 1 || node?.type !== 'text' || mark.attrs.title) return undefined;
	if (node.marks?.some((each) => !open.includes(markKey(each)))) return undefined;
	const { href } = mark.attrs;
	const isWeb = href === node.text && /^https?:[^\s<>]+$/i.test(href);
	const isMail = href === `mailto:${node.text}` && MAIL.test(node.text);
	return isWeb || isMail ? { kind: 'text', out: `<${node.text}>` } : undefined;
}

function writeLeaf(pieces: Piece[], node: Inline | undefined, open: readonly string[], lineBreak: string): void {
	if (!node) return;
	pieces.push({ kind: 'text', out: node.type === 'text' ? writeText(node, open) : lineBreak });
}

function writeText(node: Text, open: readonly string[]): string {
	if (isCode(node)) return codeSpan(node.text);
	const inLink = open.some((key) => key.startsWith('link '));
	return inLink ? escapeText(node.text, true) : escapePlainText(node.text);
}

function codeSpan(text: string): string {
	const runs = new Set(text.match(/`+/g)?.map((run) => run.length));
	let length = 1;
	while (runs.has(length)) length++;
	const isPadded = /^`|`$|^ .* $/.test(text);
	const fence = '`'.repeat(length);
	return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Markers that touch a letter on one side and punctuation on the other, or a marker of their own kind, are set apart. */
function joined(pieces: readonly Piece[]): string {
	let out = '';
	for (let from = 0; from < pieces.length;) {
		const to = endOfGroup(pieces, from);
		const group = pieces.slice(from, to).map((piece) => piece.out);
		const after = pieces[to]?.out ?? '';
		const { kind } = pieces[from] as Piece;
		if (kind === 'open' && !touches(codeBefore(out, out.length), codeAt(after, 0))) out += APART;
		out += group.join('');
		if (kind === 'close' && needsApart(group, pieces[to], codeBefore(out, out.length - group.join('').length)))
			out += APART;
		from = to;
	}
	return out;
}

/** Markers of one character and one direction in a row are read as one. */
function endOfGroup(pieces: readonly Piece[], from: number): number {
	const first = pieces[from] as Piece;
	let to = from + 1;
	if (first.kind === 'text') return to;
	while (pieces[to]?.kind === first.kind && pieces[to]?.out[0] === first.out[0]) to++;
	return to;
}

function needsApart(group: string[], next: Piece | undefined, before: number): boolean {
	if (next?.kind === 'open' && next.out[0] === group[0]?.[0]) return true;
	return !touches(codeAt(next?.out ?? '', 0), before);
}

/** Whether a marker works between a character outside and one inside: CommonMark's rule, loosened as in `parser.ts`. */
function touches(outside: number, inside: number): boolean {
	return surrounding(inside) !== 'punctuation' || surrounding(outside) !== 'letter' || isUnspaced(outside);
}
