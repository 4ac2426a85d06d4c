/** A part of a text: plain, or an address that stands in it. */
export type TextPart = { text: string; href?: string };

// Addresses in running text. Only ASCII: in 请访问 https://example.com。谢谢 the address ends where the Chinese begins.
const BARE =
	/(?<![\w@./-])(?:https?:\/\/[a-z\d][\w.-]{0,254}(?::\d{1,5})?(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?|www\.[a-z\d-]{1,63}\.[\w.-]{1,190}(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?|[\w.+-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?){1,5}(?![\w@-]))/gi;

/** Splits a text at the web and mail addresses in it. */
export function bareLinks(text: string): TextPart[] {
	if (!/:\/\/|www\.|@/i.test(text)) return [{ text }];
	const parts: TextPart[] = [];
	let end = 0;
	for (const match of text.matchAll(BARE)) {
		const address = withoutClosing(match[0]);
		if (match.index > end) parts.push({ text: text.slice(end, match.index) });
		parts.push({ text: address, href: hrefOf(address) });
		end = match.index + address.length;
	}
	if (end < text.length) parts.push({ text: text.slice(end) });
	return parts;
}

/** The full stop or bracket after an address belongs to the sentence. */
function withoutClosing(address: string): string {
	const trimmed = address.replace(/[.,:;!?'"*_~]+$/, '');
	const isUnbalanced = trimmed.endsWith(')') && trimmed.split('(').length < trimmed.split(')').length;
	return isUnbalanced ? withoutClosing(trimmed.slice(0, -1)) : trimmed;
}

function hrefOf(address: string): string {
	if (/^https?:/i.test(address)) return address;
	return /^www\./i.test(address) ? `https://${address}` : `mailto:${address}`;
}
