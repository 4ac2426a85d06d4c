import { safeLink } from '#modules/knowledge/browser.ts';

/** What somebody typed as an address: with the scheme that it lacks. Undefined for words that are none, and for what may not be linked. */
export function hrefFrom(typed: string): string | undefined {
	const text = typed.trim();
	if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return safeLink(`mailto:${text}`);
	if (/^\+?\d[\d\s().-]{5,}$/.test(text)) return `tel:${text.replace(/[^+\d]/g, '')}`;
	if (/^(?:[a-z][a-z\d+.-]*:|[/#])/i.test(text) && !/^[^/:]+:\d+(?:\/|$)/.test(text)) return safeLink(text);
	return /^[^\s/]+\.[^\s./]{2,}(?:[/?#:]\S*)?$/.test(text) ? safeLink(`https://${text}`) : undefined;
}
