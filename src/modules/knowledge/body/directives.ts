import type { MarkdownIt, StateBlock } from 'markdown-it';
import type { CalloutKind } from './types.ts';

export type Container = { name: 'steps' | CalloutKind; title?: string };
export type LeafDirective = { name: 'image' | 'video' | 'audio'; label?: string; attrs: Record<string, string> };

const LABEL = String.raw`\[((?:[^\[\]\\]|\\.|\[[^\[\]\\]*\])*)\]`;
const CONTAINER = new RegExp(String.raw`^(:{3,})[ \t]*([a-z]+)(?:${LABEL}|[ \t]+([^\[{\s].*))?$`);
const LEAF = new RegExp(String.raw`^::(image|video|audio)(?:${LABEL})?(?:\{([^{}]*)\})?$`);

/** Names of containers; the last five are what other Markdown tools call theirs. */
const CONTAINERS: Record<string, Container['name']> = {
	steps: 'steps',
	note: 'note',
	tip: 'tip',
	warning: 'warning',
	danger: 'danger',
	info: 'note',
	important: 'note',
	hint: 'tip',
	success: 'tip',
	caution: 'warning',
};
const CODE_INDENT = 4;

/**
 * Teaches a parser our directives: `:::note[Title] … :::`, `:::steps … :::` and one-line `::video[Title]{src="…"}`. Whatever has
 * another name stays the text it is. A container without an end ends with what contains it.
 */
export function directives(md: MarkdownIt): void {
	const alt = ['paragraph', 'reference', 'blockquote', 'list'];
	md.block.ruler.before('fence', 'container_directive', containerRule, { alt });
	md.block.ruler.before('fence', 'leaf_directive', leafRule, { alt });
}

function lineOf(state: StateBlock, line: number): string {
	if ((state.sCount[line] ?? 0) - state.blkIndent >= CODE_INDENT) return '';
	return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
}

function containerRule(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
	const line = lineOf(state, startLine);
	const match = line.startsWith(':::') ? CONTAINER.exec(line) : null;
	const name = match?.[2] ? CONTAINERS[match[2]] : undefined;
	if (!match?.[1] || !name) return false;
	if (silent) return true;

	const end = closingLine(state, startLine + 1, endLine, match[1].length);
	const container: Container = { name, title: match[3] === undefined ? match[4] : unescapeLabel(match[3]) };
	state.push('container_open', '', 1).meta = container;
	inside(state, 'container', end, () => state.md.block.tokenize(state, startLine + 1, end));
	state.push('container_close', '', -1);
	state.line = end < endLine && isClosing(lineOf(state, end), match[1].length) ? end + 1 : end;
	return true;
}

function inside(state: StateBlock, parentType: string, lineMax: number, work: () => void): void {
	const before = { parentType: state.parentType, lineMax: state.lineMax };
	Object.assign(state, { parentType, lineMax });
	work();
	Object.assign(state, before);
}

function closingLine(state: StateBlock, from: number, endLine: number, length: number): number {
	for (let line = from; line < endLine; line++) {
		if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) return line;
		if (isClosing(lineOf(state, line), length)) return line;
	}
	return endLine;
}

function isClosing(line: string, length: number): boolean {
	return line.length >= length && /^:{3,}$/.test(line);
}

function leafRule(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
	const line = lineOf(state, startLine);
	const match = line.startsWith('::') ? LEAF.exec(line) : null;
	if (!match) return false;
	if (silent) return true;

	const label = match[2] === undefined ? undefined : unescapeLabel(match[2]);
	const directive: LeafDirective = { name: match[1] as LeafDirective['name'], label, attrs: attrsOf(match[3] ?? '') };
	state.push('leaf_directive', '', 0).meta = directive;
	state.line = startLine + 1;
	return true;
}

function unescapeLabel(label: string): string {
	return label.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function attrsOf(text: string): Record<string, string> {
	const pairs = text.matchAll(/([a-z]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g);
	return Object.fromEntries(
		Array.from(pairs, ([, name = '', double, single, bare]) => [name, unescapeAttr(double ?? single ?? bare ?? '')]),
	);
}

const ENTITIES: Record<string, string> = { '&quot;': '"', '&lbrace;': '{', '&rbrace;': '}', '&amp;': '&' };

function unescapeAttr(value: string): string {
	return value.replace(/&(?:quot|lbrace|rbrace|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** A directive as text, the counterpart of the rules above. */
export function directiveText(
	colons: string,
	name: string,
	label?: string,
	attrs: Record<string, string> = {},
): string {
	const title = label ? `[${label.replace(/[\\[\]]/g, String.raw`\$&`)}]` : '';
	const pairs = Object.entries(attrs).map(([key, value]) => `${key}="${escapeAttr(value)}"`);
	return `${colons}${name}${title}${pairs.length > 0 ? `{${pairs.join(' ')}}` : ''}`;
}

function escapeAttr(value: string): string {
	return value
		.replaceAll('&', '&amp;')
		.replaceAll('"', '&quot;')
		.replaceAll('{', '&lbrace;')
		.replaceAll('}', '&rbrace;');
}
