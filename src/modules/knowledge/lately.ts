type Lately<V> = {
	/** What was made for this key lately, or what `make` makes now. */
	get(key: string, make: () => V): V;
	clear(): void;
};

/** The `most` values that were asked for last, in memory. */
export function lately<V>(most: number): Lately<V> {
	const kept = new Map<string, V>();
	return {
		get: (key, make) => {
			const value = kept.get(key) ?? make();
			// A map keeps the order in which keys came in: what is asked for again goes to its end.
			kept.delete(key);
			kept.set(key, value);
			if (kept.size > most) kept.delete(kept.keys().next().value ?? '');
			return value;
		},
		clear: () => kept.clear(),
	};
}
