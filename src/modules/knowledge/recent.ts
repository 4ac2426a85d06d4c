type Wanted = { id: string; part: string };
type Loaded<V> = Wanted & { value: V; size: number };

export type Recent<V> = {
	/** What is kept, and what `load` gives for the rest, in the order asked; what neither has is left out. */
	get(wanted: readonly Wanted[], load: (missing: Wanted[]) => Promise<Loaded<V>[]>): Promise<V[]>;
	/** All parts of these things changed. */
	forget(ids: readonly string[]): void;
};

/** The most recently used things in memory, a thing in one part or several, as many as fit into `most` of their sizes. */
export function recent<V>(most: number): Recent<V> {
	const kept = new Map<string, Loaded<V>>();
	const partsOf = new Map<string, Set<string>>();
	let size = 0;
	let forgotten = 0;
	const drop = (key: string) => {
		const one = kept.get(key);
		if (!one) return;
		kept.delete(key);
		size -= one.size;
		const parts = partsOf.get(one.id);
		parts?.delete(key);
		if (parts?.size === 0) partsOf.delete(one.id);
	};
	const keep = (key: string, one: Loaded<V>) => {
		drop(key);
		kept.set(key, one);
		size += one.size;
		const parts = partsOf.get(one.id) ?? new Set();
		partsOf.set(one.id, parts.add(key));
		for (const oldest of kept.keys()) {
			if (size <= most) break;
			drop(oldest);
		}
	};
	return {
		get: async (wanted, load) => {
			const before = forgotten;
			const found = new Map<string, Loaded<V>>();
			for (const each of wanted) {
				const one = kept.get(keyOf(each));
				if (one) found.set(keyOf(each), one);
			}
			const missing = wanted.filter((each) => !found.has(keyOf(each)));
			for (const one of missing.length > 0 ? await load(missing) : []) found.set(keyOf(one), one);
			// What was read before a change and arrives after it may be the old text: shown once, but not kept.
			if (before === forgotten) for (const [key, one] of found) keep(key, one);
			return wanted.flatMap((each) => found.get(keyOf(each))?.value ?? []);
		},
		forget: (ids) => {
			forgotten++;
			for (const id of ids) for (const key of [...(partsOf.get(id) ?? [])]) drop(key);
		},
	};
}

const keyOf = ({ id, part }: Wanted) => `${id}#${part}`;
