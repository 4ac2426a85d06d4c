const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const BREAKING =
	/^<\/?(?:p|div|li|ul|ol|br|hr|tr|table|h[1-6]|section|article|summary|details|dt|dd|blockquote|pre)\b/i;

/** The visible lines of a piece of raw HTML: no tags, comments, scripts or styles. The result is plain text. */
export function htmlLines(html: string): string[] {
	const text = html
		.replace(/<!--[^]*?(?:-->|$)/g, '')
		.replace(/<(script|style|template|iframe)\b[^]*?(?:<\/\1\s*>|$)/gi, '')
		.replace(/<[a-z/!?][^>]*(?:>|$)/gi, (tag) => (BREAKING.test(tag) ? '\n' : ''))
		.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, entity);
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
}

function entity(all: string, decimal?: string, hex?: string, name?: string): string {
	if (name) return ENTITIES[name.toLowerCase()] ?? all;
	const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
	return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
