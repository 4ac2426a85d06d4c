import type { Vector } from './features.ts';

/**
 * Sparse rows laid end to end: row `i` is `ids` and `weights` from `starts[i]` to `starts[i + 1]`, ids rising. 8 bytes for each
 * feature of each row.
 */
export type Rows = { starts: Uint32Array; ids: Uint32Array; weights: Float32Array };

/** Calls with the place in `weights` and the vector's value for each feature that both have. Both are sorted: one walk finds them. */
export function eachShared(rows: Rows, row: number, vector: Vector, visit: (at: number, value: number) => void): void {
	const { ids } = rows;
	const end = rows.starts[row + 1]!;
	const size = vector.ids.length;
	for (let at = rows.starts[row]!, k = 0; at < end && k < size;) {
		const mine = ids[at]!;
		const theirs = vector.ids[k]!;
		if (mine === theirs) visit(at, vector.values[k]!);
		if (mine <= theirs) at++;
		if (mine >= theirs) k++;
	}
}

/** A copy with room for `least` and half as much again, so that filling one piece by piece copies seldom. */
export function grown<A extends Uint32Array | Float32Array | Uint8Array>(array: A, least: number): A {
	const Kind = array.constructor as new (length: number) => A;
	const copy = new Kind(Math.ceil(Math.max(least, array.length) * 1.5));
	copy.set(array);
	return copy;
}
