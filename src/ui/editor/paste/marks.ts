import { safeLink } from '#modules/knowledge/browser.ts';
import { rename } from './rename.ts';

/** Bold, italic and struck text that is so by its style gets the element for it; links lose what only watches their readers. */
export function keepMarks(body: HTMLElement): void {
	for (const element of body.querySelectorAll('b, i, strong, em')) if (isSwitchedOff(element)) rename(element, 'span');
	for (const element of body.querySelectorAll('span[data-style], font[data-style]')) wrap(element);
	for (const element of body.querySelectorAll(':is(h1, h2, h3, h4, h5, h6) :is(b, strong)')) {
		element.replaceWith(...element.childNodes);
	}
	for (const link of body.querySelectorAll('a')) settleLink(link);
}

/** Google Docs puts everything into `<b style="font-weight:normal">`. */
function isSwitchedOff(element: Element): boolean {
	const style = styleOf(element);
	return /^[bs]/i.test(element.tagName)
		? /(?<![\w-])font-weight:\s*(?:normal|[1-5]00)/.test(style)
		: /font-style:\s*normal/.test(style);
}

function wrap(element: Element): void {
	const style = styleOf(element);
	const tags = [
		/(?<![\w-])font-weight:\s*(?:bold|[6-9]00)/.test(style) && 'strong',
		/font-style:\s*italic/.test(style) && 'em',
		/text-decoration(?:-line)?:[^;]*line-through/.test(style) && 's',
	].filter((tag) => tag !== false);
	for (const tag of tags) {
		const around = element.ownerDocument.createElement(tag);
		around.append(...element.childNodes);
		element.append(around);
	}
}

/** What was its style before `asData` put it aside. */
export function styleOf(element: Element): string {
	return (element.getAttribute('data-style') ?? '').toLowerCase();
}

/** Our pages forbid styles and handlers within HTML, and the browser complains of each one that it reads: they are read as data. */
export function asData(html: string): string {
	return html
		.replace(/<(style|script)\b[^]*?<\/\1\s*>/gi, '')
		.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, ' data-$1='));
}

function settleLink(link: HTMLAnchorElement): void {
	const href = link.getAttribute('href') ?? '';
	const safe = safeLink(withoutDetour(href));
	// Word's bookmarks and tables of contents lead into a document that is not here.
	if (!safe || /^#|^file:/i.test(href)) link.replaceWith(...link.childNodes);
	else link.setAttribute('href', safe);
}

/** Google sends readers of a document to its links by way of itself. */
function withoutDetour(href: string): string {
	if (!href.startsWith('https://www.google.com/url?')) return href;
	return new URL(href).searchParams.get('q') ?? href;
}
