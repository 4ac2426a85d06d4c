const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

/** ` name="value"`, escaped. */
export function attribute(name: string, value: string): string {
	return ` ${name}="${escapeHtml(value)}"`;
}

/** The attributes that have a value. */
export function attributes(values: Record<string, string | 0 | undefined>): string {
	return Object.entries(values)
		.map(([name, value]) => (value ? attribute(name, value) : ''))
		.join('');
}
