import type { Filter } from './types.ts';

/** The list with this filter, as an address: it can be sent to somebody, and kept. */
export function addressOf(filter: Filter): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(filter)) if (value) search.set(name, value);
	const text = search.toString();
	return text ? `/console/articles?${text}` : '/console/articles';
}

/** Whether two filters show the same, whatever order they are sorted in. */
export function sameFilter(a: Filter, b: Filter): boolean {
	const plain = ({ sort: _, ...filter }: Filter) =>
		JSON.stringify(
			Object.entries(filter)
				.filter(([, value]) => value)
				.toSorted(),
		);
	return plain(a) === plain(b);
}
