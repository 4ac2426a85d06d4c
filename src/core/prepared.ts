import type { ClientBase, QueryResult } from 'pg';

/** What runs so often is worth being kept ready: to plan a small statement costs the server more than to run it. */
const HOT = { count: 300, seconds: 60 };
/** Each is kept by every connection. */
const MOST_PREPARED = 100;

export type Prepared = {
	/** Under which name the server keeps a statement ready; none while it is rare. */
	nameOf(text: string): string | undefined;
	/** What was kept was planned for tables that have changed since: all are prepared anew. */
	forget(): void;
};

/** Counts what a process runs, and names what it runs often. */
export function preparedStatements(now: () => number = Date.now): Prepared {
	let names = new Map<string, string>();
	let counts = new Map<string, number>();
	let windowEnd = 0;
	let generation = 0;

	const isHot = (text: string) => {
		if (now() >= windowEnd) {
			windowEnd = now() + HOT.seconds * 1_000;
			counts = new Map();
		}
		const count = (counts.get(text) ?? 0) + 1;
		counts.set(text, count);
		return count >= HOT.count;
	};
	return {
		nameOf: (text) => {
			const known = names.get(text);
			if (known || names.size >= MOST_PREPARED || !isHot(text)) return known;
			const name = `hot_${generation}_${names.size}`;
			names.set(text, name);
			return name;
		},
		forget: () => {
			generation++;
			names = new Map();
		},
	};
}

/** Has this connection send what is hot by name. Only calls with values and without a callback, as the query builder makes them, are looked at. */
export function prepareHot(client: ClientBase, { nameOf, forget }: Prepared): void {
	const query = client.query.bind(client) as (...args: unknown[]) => Promise<QueryResult>;
	const byName = async (name: string, text: string, values: unknown[]) => {
		try {
			return await query({ name, text, values });
		} catch (error) {
			if (isStale(error)) forget();
			throw error;
		}
	};
	client.query = ((...args: unknown[]) => {
		const [text, values] = args;
		const isLooked = typeof text === 'string' && Array.isArray(values) && values.length > 0 && args.length === 2;
		const name = isLooked ? nameOf(text) : undefined;
		return name ? byName(name, text as string, values as unknown[]) : query(...args);
	}) as typeof client.query;
}

/** PostgreSQL's `feature_not_supported`: a column was added by a newer version of the program while this one ran. */
const isStale = (error: unknown) =>
	(error as { code?: string }).code === '0A000' && (error as Error).message.startsWith('cached plan');
