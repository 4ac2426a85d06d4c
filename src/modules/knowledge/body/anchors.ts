import { inlineText } from './plain-text.ts';
import type { Doc, Heading } from './types.ts';

export type Contents = { id: string; anchor: string; level: 2 | 3 | 4; text: string }[];

const LONGEST_SLUG = 60;

/** The headings of a document in order with the anchors they have in its page; headings inside other blocks are left out. */
export function tableOfContents(doc: Doc): Contents {
	const taken = new Map<string, number>();
	return doc.content.filter(isHeading).map((heading) => {
		const text = inlineText(heading.content).replaceAll('\n', ' ');
		return { id: heading.attrs.id, anchor: anchorOf(text, taken), level: heading.attrs.level, text };
	});
}

/** The anchor of each heading, by the heading's id. */
export function headingAnchors(doc: Doc): Map<string, string> {
	return new Map(tableOfContents(doc).map(({ id, anchor }) => [id, anchor]));
}

/** A readable address part in any script: `Đặt lịch hẹn` → `đặt-lịch-hẹn`, `安装 第一步` → `安装-第一步`; empty if nothing is readable. */
export function slug(text: string): string {
	return shortSlug(dashed(text));
}

/** Letters, marks and digits of any script kept, everything between them one dash. */
export function dashed(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
}

/** Cut between words where there are any, else between characters as people see them (a Thai vowel stays with its consonant). */
function shortSlug(words: string): string {
	if (words.length <= LONGEST_SLUG) return words;
	const dash = words.lastIndexOf('-', LONGEST_SLUG);
	if (dash > LONGEST_SLUG / 2) return words.slice(0, dash);
	let short = '';
	for (const { segment } of new Intl.Segmenter().segment(words.slice(0, LONGEST_SLUG + 8))) {
		if (short.length + segment.length > LONGEST_SLUG) break;
		short += segment;
	}
	return short;
}

function isHeading(block: Doc['content'][number]): block is Heading {
	return block.type === 'heading';
}

/** `taken` holds for each anchor how often it was wished for, so that a thousand equal headings need no thousand tries each. */
function anchorOf(text: string, taken: Map<string, number>): string {
	const base = slug(text) || 'section';
	let count = taken.get(base) ?? 1;
	let anchor = base;
	for (; taken.has(anchor); anchor = `${base}-${count}`) count++;
	taken.set(base, count);
	if (anchor !== base) taken.set(anchor, 1);
	return anchor;
}
