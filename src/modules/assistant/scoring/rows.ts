import type { Vector } from './features.ts';

/**
 * Sparse rows laid end to end: row `i` is `ids` and `weights` from `starts[i]` to `starts[i + 1]`, ids rising. 8 bytes for each
 * feature of each row.
 */
export type Rows = { starts: Uint32Array; ids: Uint32Array; weights: Float32Array };

/** Calls with the place in `weights` and the vector's value for each feature that both have. */
export function eachShared(rows: Rows, row: number, vector: Vector, visit: (at: number, value: number) => void): void {
	const { ids } = rows;
	const end = rows.starts[row + 1]!;
	for (let k = 0, at = rows.starts[row]!; k < vector.ids.length && at < end; k++) {
		const wanted = vector.ids[k]!;
		at = seek(ids, at, end, wanted);
		if (ids[at] === wanted && at < end) visit(at, vector.values[k]!);
	}
}

/** The first place from `at` on that holds at least `wanted`, or `end`: in leaps that double, then by halves, since a row is far longer than a question. */
function seek(ids: Uint32Array, at: number, end: number, wanted: number): number {
	let next = at;
	for (let leap = 1; next < end && ids[next]! < wanted; leap *= 2) {
		at = next + 1;
		next += leap;
	}
	for (let last = Math.min(next, end); at < last;) {
		const middle = (at + last) >>> 1;
		if (ids[middle]! < wanted) at = middle + 1;
		else last = middle;
	}
	return at;
}

/** A copy with room for `least` and half as much again, so that filling one piece by piece copies seldom. */
export function grown<A extends Uint32Array | Float32Array | Uint8Array>(array: A, least: number): A {
	const Kind = array.constructor as new (length: number) => A;
	const copy = new Kind(Math.ceil(Math.max(least, array.length) * 1.5));
	copy.set(array);
	return copy;
}
