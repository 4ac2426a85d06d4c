import type { Filter } from './types.ts';

/** The list with this filter, as an address: it can be sent to somebody, and kept. */
export function addressOf(filter: Filter): string {
	const search = searchOf(filter);
	return search ? `/console/articles?${search}` : '/console/articles';
}

export function searchOf(filter: Filter): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(filter)) if (value) search.set(name, value);
	return search.toString();
}

/** Whether two filters show the same, whatever order they are sorted in. */
export const sameFilter = (a: Filter, b: Filter): boolean => addressOf(ordered(a)) === addressOf(ordered(b));

function ordered(filter: Filter): Filter {
	const parts = Object.entries(filter).filter(([name]) => name !== 'sort');
	return Object.fromEntries(parts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
