/**
 * JSON in which equal values read equal, whatever the order of their keys: the database keeps them in another one than an editor or the Markdown reader. `without`:
 * a key that does not count.
 */
export function canonicalJson(value: unknown, without?: string): string {
	return JSON.stringify(value, (key, inner: unknown) => {
		if (key !== '' && key === without) return undefined;
		if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
		return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
	});
}
