/** Where a thing stands in a ranking counts, not its score: scores of words and of vectors do not compare. Cormack et al., SIGIR 2009. */
const K = 60;

/** Reciprocal rank fusion of rankings over the same keys, best first. */
export function fuse(...rankings: (readonly string[])[]): string[] {
	const scores = new Map<string, number>();
	for (const ranking of rankings)
		ranking.forEach((key, i) => scores.set(key, (scores.get(key) ?? 0) + 1 / (K + i + 1)));
	return [...scores].toSorted(([, a], [, b]) => b - a).map(([key]) => key);
}
