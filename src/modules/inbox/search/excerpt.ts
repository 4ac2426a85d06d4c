import { highlight } from '#core/text/highlight.ts';

/** What surrounds the words, and where in it they stand: from and to, in UTF-16 units. */
export type Excerpt = { excerpt: string; marks: [from: number, to: number][] };

const LONGEST = 160;
/** So much of it comes before the words. */
const BEFORE = 40;

/** Of the first text in which the words stand as people read them, or else the beginning of the first that says anything. */
export function excerptOf(texts: readonly string[], q: string): Excerpt {
	const plain = texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== '');
	const [first = ''] = plain;
	for (const text of plain) {
		const marks = marksIn(text, q);
		if (marks.length > 0) return cut(text, marks);
	}
	return cut(first, []);
}

function marksIn(text: string, q: string): Excerpt['marks'] {
	const marks: Excerpt['marks'] = [];
	let at = 0;
	for (const piece of highlight(text, q)) {
		if (piece.hit) marks.push([at, at + piece.text.length]);
		at += piece.text.length;
	}
	return marks.length > 0 ? marks : beginningsIn(text, q);
}

/** The beginning of a word is looked for while it is typed. */
function beginningsIn(text: string, q: string): Excerpt['marks'] {
	const typed = q.trim().toLowerCase();
	const at = typed === '' ? -1 : ` ${text.toLowerCase()}`.indexOf(` ${typed}`);
	return at < 0 ? [] : [[at, at + typed.length]];
}

function cut(text: string, marks: Excerpt['marks']): Excerpt {
	const wanted = Math.max(0, Math.min((marks[0]?.[0] ?? 0) - BEFORE, text.length - LONGEST));
	const from = wanted === 0 ? 0 : startOfCharacter(text, wanted);
	const to = startOfCharacter(text, Math.min(text.length, from + LONGEST));
	const [before, after] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
	const shift = before.length - from;
	return {
		excerpt: `${before}${text.slice(from, to)}${after}`,
		marks: marks.filter(([, end]) => end <= to).map(([start, end]) => [start + shift, end + shift]),
	};
}

/** No sign is cut in two. */
const startOfCharacter = (text: string, at: number) => ((text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at);
