const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML, without the control characters that XML has no way to write. */
export function xml(text: string): string {
	return text
		.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
		.replace(/[&<>"']/g, (character) => NAMES[character] ?? character);
}

export const xmlResponse = (body: string, type = 'application/xml') =>
	new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, {
		headers: { 'content-type': `${type}; charset=utf-8` },
	});
