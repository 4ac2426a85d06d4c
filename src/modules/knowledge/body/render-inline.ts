import { safeLink } from './addresses.ts';
import { attribute, attributes, escapeHtml } from './html.ts';
import type { Inline, Mark } from './types.ts';

/** How addresses in a document become addresses in the page. */
export type Links = { absolute: (address: string) => string; isExternal: (address: string) => boolean };

const TAGS = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const;

export function renderInline(content: readonly Inline[], links: Links): string {
	return content
		.map((inline) => (inline.type === 'text' ? renderText(inline.text, inline.marks, links) : '<br>'))
		.join('');
}

/** Marks are stored outermost first. */
function renderText(text: string, marks: readonly Mark[] = [], links: Links): string {
	return marks.toReversed().reduce((html, mark) => wrap(html, mark, links), escapeHtml(text));
}

function wrap(html: string, mark: Mark, links: Links): string {
	if (mark.type !== 'link') return `<${TAGS[mark.type]}>${html}</${TAGS[mark.type]}>`;
	const href = safeLink(mark.attrs.href);
	if (!href) return html;
	const rel = links.isExternal(href) ? attribute('rel', 'noopener') : '';
	return `<a${attribute('href', links.absolute(href))}${attributes({ title: mark.attrs.title })}${rel}>${html}</a>`;
}

/** Addresses stay as they are without `base`; then every address with a host is external. */
export function linksFrom(base: string | undefined): Links {
	if (!base) return { absolute: (address) => address, isExternal: (address) => /^(?:https?:)?[\\/]{2}/i.test(address) };
	const { origin } = new URL(base);
	return {
		absolute: (address) => parsed(address, base)?.href ?? address,
		isExternal: (address) => {
			const url = parsed(address, base);
			return url !== undefined && /^https?:$/.test(url.protocol) && url.origin !== origin;
		},
	};
}

function parsed(address: string, base: string): URL | undefined {
	return URL.canParse(address, base) ? new URL(address, base) : undefined;
}
