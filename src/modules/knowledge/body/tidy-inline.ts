import { safeLink } from './addresses.ts';
import type { Inline, Mark, MarkType, Text } from './types.ts';

/** The order in which marks are stored. */
const ORDER: readonly MarkType[] = ['link', 'bold', 'italic', 'strike', 'code'];

/**
 * Inline content in its one stored form: no line ends or control characters in text, marks in order and only around visible text
 * (white space has the marks that the text on both sides has), no white space at the edge of a line, neighbours with equal marks joined.
 */
export function tidyInline(content: readonly Inline[]): Inline[] {
	const only = content[0];
	if (content.length === 1 && only?.type === 'text' && !only.marks && isPlain(only.text)) {
		return [{ type: 'text', text: only.text }];
	}
	return joined(trimmed(markedSpaces(content.flatMap(pieces))));
}

/** A title or caption: one line of plain text; undefined if nothing is left of it. */
export function tidyLine(text: string | null | undefined): string | undefined {
	return text ? clean(text).replace(/\s+/g, ' ').trim() || undefined : undefined;
}

function marksKey(marks: readonly Mark[] | undefined): string {
	if (!marks) return '';
	return marks.map(markKey).join(' ');
}

export function markKey(mark: Mark): string {
	return mark.type === 'link' ? `link ${mark.attrs.href} ${mark.attrs.title ?? ''}` : mark.type;
}

function isPlain(text: string): boolean {
	return text !== '' && text.trim() === text && !/\p{Cc}/u.test(text) && text.isWellFormed();
}

function clean(text: string): string {
	return text
		.toWellFormed()
		.replace(/[\t\n\v\f\r\u0085]+/g, ' ')
		.replace(/\p{Cc}/gu, '');
}

/** A text as white space, visible part, white space; code keeps its own white space. */
function pieces(inline: Inline): Inline[] {
	if (inline.type === 'hardBreak') return [{ type: 'hardBreak' }];
	const text = clean(inline.text);
	if (!text) return [];
	const marks = tidyMarks(inline.marks);
	const core = text.trim();
	if (!core) return [textOf(text, withoutCode(marks))];
	if (marks.some((mark) => mark.type === 'code') || core === text) return [textOf(text, marks)];
	const start = text.indexOf(core);
	const parts = [text.slice(0, start), core, text.slice(start + core.length)];
	return parts.filter(Boolean).map((part) => textOf(part, marks));
}

function tidyMarks(marks: readonly Mark[] | undefined): Mark[] {
	if (!marks?.length) return [];
	return ORDER.flatMap((type) => {
		const mark = marks.find((each) => each.type === type);
		return mark?.type === 'link' ? tidyLink(mark.attrs) : mark ? [{ type: mark.type }] : [];
	});
}

function tidyLink(attrs: { href: string; title?: string | null | undefined }): Mark[] {
	const href = safeLink(attrs.href);
	const title = tidyLine(attrs.title);
	return href ? [{ type: 'link', attrs: title ? { href, title } : { href } }] : [];
}

function textOf(text: string, marks: Mark[]): Text {
	return marks.length ? { type: 'text', text, marks } : { type: 'text', text };
}

function withoutCode(marks: Mark[]): Mark[] {
	return marks.filter((mark) => mark.type !== 'code');
}

/** White space has the marks that the text on both sides of it has; a link only if it had it. */
function markedSpaces(inlines: Inline[]): Inline[] {
	const sides = visibleSides(inlines);
	return inlines.map((inline, index) => {
		if (inline.type !== 'text' || inline.text.trim()) return inline;
		const { before, after } = sides[index] ?? {};
		const shared = before?.type === 'text' ? (before.marks ?? []) : [];
		return textOf(
			inline.text,
			shared.filter((mark) => mark.type !== 'code' && has(after, mark) && (mark.type !== 'link' || has(inline, mark))),
		);
	});
}

type Sides = { before?: Inline | undefined; after?: Inline | undefined };

/** What is not white space before and after each piece, found in one walk in each direction. */
function visibleSides(inlines: Inline[]): Sides[] {
	const sides: Sides[] = inlines.map(() => ({}));
	let before: Inline | undefined;
	for (const [index, inline] of inlines.entries()) {
		Object.assign(sides[index] ?? {}, { before });
		if (!isBlank(inline)) before = inline;
	}
	let after: Inline | undefined;
	for (const [index, inline] of [...inlines.entries()].toReversed()) {
		Object.assign(sides[index] ?? {}, { after });
		if (!isBlank(inline)) after = inline;
	}
	return sides;
}

function isBlank(inline: Inline | undefined): boolean {
	return inline?.type === 'text' && !inline.text.trim();
}

function has(inline: Inline | undefined, mark: Mark): boolean {
	if (inline?.type !== 'text') return false;
	return inline.marks?.some((each) => markKey(each) === markKey(mark)) ?? false;
}

/** No white space at either end or around a line break, no line break at either end. */
function trimmed(inlines: Inline[]): Inline[] {
	const isEdge = (inline: Inline | undefined) => !inline || inline.type === 'hardBreak';
	const sides = visibleSides(inlines);
	const kept = inlines.filter((inline, index) => {
		return !isBlank(inline) || (!isEdge(sides[index]?.before) && !isEdge(sides[index]?.after));
	});
	const first = kept.findIndex((inline) => inline.type === 'text');
	const last = kept.findLastIndex((inline) => inline.type === 'text');
	return first < 0 ? [] : kept.slice(first, last + 1);
}

function joined(inlines: Inline[]): Inline[] {
	const out: Inline[] = [];
	for (const inline of inlines) {
		const last = out.at(-1);
		if (last?.type === 'text' && inline.type === 'text' && marksKey(last.marks) === marksKey(inline.marks)) {
			last.text += inline.text;
		} else {
			out.push({ ...inline });
		}
	}
	return out;
}
