import { asData, keepMarks, styleOf } from './marks.ts';
import { settlePictures } from './pictures.ts';
import { rename } from './rename.ts';
import { squareTables } from './tables.ts';
import { wordLists } from './word-lists.ts';

/** Everything that stays; of other elements only the content does. */
const KEPT = new Set(
	'p div h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code table tbody tr th td a strong b em i s del strike br hr img figure figcaption body'.split(
		' ',
	),
);
/** The questions of an FAQ are often buttons within headings. */
const LONE_BUTTON = 'button:not(:is(h1, h2, h3, h4, h5, h6, summary, dt) button)';
const GONE = `script, style, meta, link, title, noscript, template, iframe, object, embed, svg, math, select, input, ${LONE_BUTTON}, [hidden]`;
/** What stands on lines of its own. */
const LINES =
	'section, article, header, footer, main, aside, nav, address, details, summary, dl, dt, dd, hgroup, form, fieldset, legend';
const ATTRIBUTES: Record<string, readonly string[]> = {
	a: ['href', 'title'],
	img: ['src', 'alt'],
	ol: ['start'],
	th: ['class'],
	td: ['class'],
	code: ['class'],
};

/**
 * HTML from Word, Google Docs or a web page with nothing left of it but what an article can hold: no styles, no empty paragraphs, lists
 * that are lists, tables without spans. What was copied in an editor of ours passes as it is. Pictures within the text stay as `data:`
 * addresses, those elsewhere become links; `origin` is that of our own.
 */
export function cleanHtml(html: string, origin: string): string {
	// Other programs are made with ProseMirror too, but only our blocks have such ids.
	if (html.includes('data-pm-slice') && html.includes('data-block=')) return html;
	const { body } = new DOMParser().parseFromString(asData(html), 'text/html');
	dropInvisible(body);
	wordLists(body);
	keepMarks(body);
	settlePictures(body, origin);
	for (const element of body.querySelectorAll(LINES)) rename(element, 'div');
	squareTables(body);
	shiftHeadings(body);
	stripElements(body);
	dropEmpty(body);
	return body.innerHTML;
}

function dropInvisible(body: HTMLElement): void {
	const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
	const found: Node[] = [];
	while (comments.nextNode()) found.push(comments.currentNode);
	for (const comment of found) comment.parentNode?.removeChild(comment);
	for (const element of body.querySelectorAll(GONE)) element.remove();
	for (const element of body.querySelectorAll('[data-style]')) if (isHidden(element)) element.remove();
	replaceNoBreakSpaces(body);
}

function isHidden(element: Element): boolean {
	return /display:\s*none|mso-hide:\s*all/i.test(styleOf(element));
}

/** Word and browsers write them for spaces that would otherwise collapse; nobody meant them. */
function replaceNoBreakSpaces(body: HTMLElement): void {
	const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const { currentNode } = texts;
		if (currentNode.nodeValue?.includes('\u00a0'))
			currentNode.nodeValue = currentNode.nodeValue.replaceAll('\u00a0', ' ');
	}
}

/** The title of the article is the only heading of level 1: where there are others, all go down by one. */
function shiftHeadings(body: HTMLElement): void {
	for (const title of body.querySelectorAll('p.MsoTitle')) rename(title, 'h1');
	if (!body.querySelector('h1')) return;
	for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
		rename(heading, `h${Math.min(Number(heading.tagName.slice(1)) + 1, 6)}`);
	}
}

function stripElements(body: HTMLElement): void {
	for (const element of body.querySelectorAll('*')) {
		const name = element.tagName.toLowerCase();
		if (!KEPT.has(name)) {
			element.replaceWith(...element.childNodes);
			continue;
		}
		for (const attribute of element.getAttributeNames()) {
			if (!ATTRIBUTES[name]?.includes(attribute)) element.removeAttribute(attribute);
		}
	}
}

/** Empty paragraphs are how other programs make distance. Innermost first: what holds only such is empty too. */
function dropEmpty(body: HTMLElement): void {
	const elements = body.querySelectorAll(
		'p, div, h1, h2, h3, h4, h5, h6, li, ul, ol, blockquote, pre, strong, em, s, a, code',
	);
	for (const element of [...elements].toReversed()) {
		if (element.textContent?.trim() || element.querySelector('img, hr, table')) continue;
		// White space alone still keeps words apart.
		if (element.matches('strong, em, s, a, code')) element.replaceWith(...element.childNodes);
		else element.remove();
	}
}
