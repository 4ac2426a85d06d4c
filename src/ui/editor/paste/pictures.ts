import { safeFile } from '#modules/knowledge/browser.ts';
import { EMBEDDED } from '../nodes/media.ts';

/**
 * Pictures of our own stay, those within the text stay to be uploaded, and those of other sites become links: nothing is fetched from
 * there. What only the other computer has goes.
 */
export function settlePictures(body: HTMLElement, origin: string): void {
	for (const picture of body.querySelectorAll('img')) {
		const src = picture.getAttribute('src')?.trim() ?? '';
		const address = URL.canParse(src, origin) ? new URL(src, origin) : undefined;
		if (EMBEDDED.test(src)) continue;
		if (address?.origin === origin) picture.setAttribute('src', address.pathname + address.search);
		else if (address && /^https?:$/.test(address.protocol) && !isTracker(picture)) linkTo(picture, address);
		else picture.remove();
	}
}

function isTracker(picture: Element): boolean {
	return Number(picture.getAttribute('width') ?? 2) < 2 || Number(picture.getAttribute('height') ?? 2) < 2;
}

function linkTo(picture: Element, address: URL): void {
	const href = safeFile(address.href);
	const text = picture.getAttribute('alt')?.trim() || decoded(address.pathname.split('/').at(-1) || address.host);
	if (!href) return picture.remove();
	// Within a link the description alone says what was there.
	if (picture.closest('a')) return picture.replaceWith(text);
	const link = picture.ownerDocument.createElement('a');
	link.setAttribute('href', href);
	link.textContent = text;
	picture.replaceWith(link);
}

function decoded(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
