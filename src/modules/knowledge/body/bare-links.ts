/** A part of a text: plain, or an address that stands in it. */
type TextPart = { text: string; href?: string };

// Addresses in running text. Only ASCII: in 请访问 https://example.com。谢谢 the address ends where the Chinese begins.
const BARE =
	/(?<![\w@./-])(?:https?:\/\/[a-z\d][\w.-]{0,254}(?::\d{1,5})?(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?|www\.[a-z\d-]{1,63}\.[\w.-]{1,190}(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?|[\w.+-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?){1,5}(?![\w@-]))/i;

/** Splits a text at the web and mail addresses in it. */
export function bareLinks(text: string): TextPart[] {
	const parts: TextPart[] = [];
	let rest = text;
	for (let found = firstBareLink(rest); found; found = firstBareLink(rest)) {
		if (found.index > 0) parts.push({ text: rest.slice(0, found.index) });
		parts.push({ text: found.address, href: hrefOf(found.address) });
		rest = rest.slice(found.index + found.address.length);
	}
	if (rest || parts.length === 0) parts.push({ text: rest });
	return parts;
}

/** The first address in a text and where it begins. */
export function firstBareLink(text: string): { index: number; address: string } | undefined {
	if (!/:\/\/|www\.|@/i.test(text)) return undefined;
	const match = BARE.exec(text);
	return match ? { index: match.index, address: withoutClosing(match[0]) } : undefined;
}

/** The full stop or bracket after an address belongs to the sentence. */
function withoutClosing(address: string): string {
	let spare = address.split(')').length - address.split('(').length;
	let end = address.length;
	for (; end > 0; end--) {
		const last = address.charAt(end - 1);
		if (last === ')' && spare-- <= 0) break;
		if (last !== ')' && !'.,:;!?\'"*_~'.includes(last)) break;
	}
	return address.slice(0, end);
}

function hrefOf(address: string): string {
	if (/^https?:/i.test(address)) return address;
	return /^www\./i.test(address) ? `https://${address}` : `mailto:${address}`;
}
