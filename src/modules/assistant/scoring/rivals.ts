import { type Examples, vectorAt } from './classifier.ts';
import type { Vector } from './features.ts';
import type { Rows } from './rows.ts';

/** Those of example `i` are `rows[starts[i]]` to `rows[starts[i + 1]]`. */
export type Rivals = { starts: Uint32Array; rows: Uint32Array };

/** For each example its own article and, after it, the up to `most - 1` others whose rows are nearest to it. */
export function rivalsOf(rows: Rows, examples: Examples, most: number): Rivals {
	const postings = invert(rows);
	const sums = new Float32Array(rows.starts.length - 1);
	const rivals = { starts: new Uint32Array(examples.count + 1), rows: new Uint32Array(examples.count * most) };
	for (let example = 0; example < examples.count; example++) {
		const found = nearest(postings, sums, vectorAt(examples, example), examples.rowOf[example]!, most);
		rivals.rows.set(found, rivals.starts[example]);
		rivals.starts[example + 1] = rivals.starts[example]! + found.length;
	}
	return rivals;
}

/** The rows that have a feature: those of `ids[i]` are `rows[starts[i]]` to `rows[starts[i + 1]]`, with their weights. */
type Postings = { placeOf: Map<number, number>; starts: Uint32Array; rows: Uint32Array; weights: Float32Array };

function invert({ starts, ids, weights }: Rows): Postings {
	const placeOf = new Map<number, number>();
	const counts = countRows(ids);
	const ends: number[] = [0];
	for (const [id, count] of counts) {
		if (count < 2) continue;
		placeOf.set(id, ends.length - 1);
		ends.push(ends.at(-1)! + count);
	}
	const filled = Uint32Array.from(ends);
	const postings = {
		placeOf,
		starts: Uint32Array.from(ends),
		rows: new Uint32Array(ends.at(-1)!),
		weights: new Float32Array(ends.at(-1)!),
	};
	for (let row = 0; row + 1 < starts.length; row++) {
		for (let at = starts[row]!; at < starts[row + 1]!; at++) {
			const place = placeOf.get(ids[at]!);
			if (place === undefined) continue;
			const slot = filled[place]!++;
			postings.rows[slot] = row;
			postings.weights[slot] = weights[at]!;
		}
	}
	return postings;
}

function countRows(ids: Uint32Array): Map<number, number> {
	const counts = new Map<number, number>();
	for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
	return counts;
}

/** Features are taken from the rarest on, until this many rows per rival were looked at: what thousands of articles share chooses none. */
const BUDGET = 60;

function nearest(postings: Postings, sums: Float32Array, vector: Vector, own: number, limit: number): Uint32Array {
	const touched: number[] = [];
	let looked = 0;
	for (const { k, place, size } of rarestFirst(postings, vector)) {
		if (looked > 0 && looked + size > BUDGET * limit) break;
		looked += size;
		const start = postings.starts[place]!;
		for (let i = start; i < start + size; i++) {
			const row = postings.rows[i]!;
			if (sums[row] === 0) touched.push(row);
			sums[row]! += vector.values[k]! * postings.weights[i]!;
		}
	}
	const best = highest(touched, sums, own, limit - 1);
	for (const row of touched) sums[row] = 0;
	return Uint32Array.from([own, ...best]);
}

/** The `limit` rows with the highest sums, kept in order by insertion: far cheaper here than sorting all. */
function highest(touched: number[], sums: Float32Array, own: number, limit: number): number[] {
	const best: number[] = [];
	for (const row of touched) {
		const sum = sums[row]!;
		if (row === own || (best.length === limit && sum <= sums[best.at(-1)!]!)) continue;
		if (best.length === limit) best.pop();
		let place = best.length;
		while (place > 0 && sums[best[place - 1]!]! < sum) place--;
		best.splice(place, 0, row);
	}
	return best;
}

function rarestFirst({ placeOf, starts }: Postings, vector: Vector): { k: number; place: number; size: number }[] {
	const found: { k: number; place: number; size: number }[] = [];
	vector.ids.forEach((id, k) => {
		const place = placeOf.get(id);
		if (place !== undefined) found.push({ k, place, size: starts[place + 1]! - starts[place]! });
	});
	return found.toSorted((a, b) => a.size - b.size || a.k - b.k);
}
