import Markdown from 'markdown-it';
import type { MarkdownIt, Token } from 'markdown-it';
import { directives } from './directives.ts';
import { codeAt, codeBefore, isUnspaced } from './unspaced.ts';

const { isMdAsciiPunct, isPunctCharCode, isWhiteSpace } = new Markdown().utils;

/** How Markdown sees a character beside `*` or `~~`: these two decide whether the marker can open or close. */
type Surrounding = 'space' | 'punctuation' | 'letter';

export function surrounding(codePoint: number): Surrounding {
	if (isWhiteSpace(codePoint)) return 'space';
	return isMdAsciiPunct(codePoint) || isPunctCharCode(codePoint) ? 'punctuation' : 'letter';
}

const parser = markdownParser();

/** The flat list of block tokens of a Markdown text, with the inline tokens as `children`. */
export function tokens(markdown: string): Token[] {
	return parser.parse(markdown, {});
}

/** CommonMark with GFM tables and strike-through and our directives. Addresses are judged later, so they come through as written. */
function markdownParser(): MarkdownIt {
	const md = new Markdown({ html: true }).use(directives);
	md.validateLink = () => true;
	md.normalizeLink = (url) => url;
	md.normalizeLinkText = (url) => url;
	md.inline.State = class extends md.inline.State {
		override scanDelims(start: number, canSplitWord: boolean) {
			const scanned = super.scanDelims(start, canSplitWord);
			return canSplitWord ? beforeUnspaced(this.src, start, scanned) : scanned;
		}
	};
	return md;
}

type Scanned = { can_open: boolean; can_close: boolean; length: number };

/**
 * CommonMark lets `**` next to punctuation open or close only at the edge of a word, and so misses the bold in `**注意：**请断电` and
 * `กด**“เริ่ม”**`: scripts without spaces have no such edge. Beside one of their characters the marker works as beside a space.
 */
function beforeUnspaced(src: string, start: number, scanned: Scanned): Scanned {
	if (scanned.can_open && scanned.can_close) return scanned;
	const before = codeBefore(src, start);
	const after = codeAt(src, start + scanned.length);
	const opens = isUnspaced(before) && surrounding(after) === 'punctuation';
	const closes = isUnspaced(after) && surrounding(before) === 'punctuation';
	return { ...scanned, can_open: scanned.can_open || opens, can_close: scanned.can_close || closes };
}
