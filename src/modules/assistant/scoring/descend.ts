import type { Examples } from './classifier.ts';
import { rivalsOf } from './rivals.ts';
import { eachShared, type Rows } from './rows.ts';

/** How sharply a difference in fit becomes a probability while learning; a low value keeps the weights small. */
const SHARPNESS = 3;
const RATE = 0.5;
const MANY = 10_000;

/** Moves the weights so that each example fits its own article better than the articles it is most easily mistaken for. */
export function descend(rows: Rows, examples: Examples): void {
	const many = examples.vectors.length > MANY;
	const bouts = boutsOf(rows, examples, rivalsOf(rows, examples, many ? 12 : 30, many ? 3 : 0));
	const epochs = many ? 3 : 8;
	const order = shuffled(examples.vectors.length);
	const fits = new Float64Array(30);
	for (let epoch = 0; epoch < epochs; epoch++) {
		const rate = RATE / (1 + 0.3 * epoch);
		for (const example of order) step(rows.weights, bouts, example, rate, fits);
	}
}

/**
 * What each example shares with its own article, which comes first, and with that article's rivals: places in the weights and the
 * example's values there, found once for all epochs. Example `i` has the overlaps `first[i]` to `first[i + 1]`, overlap `j` the
 * features `starts[j]` to `starts[j + 1]`.
 */
type Bouts = { first: Uint32Array; starts: number[]; at: Uint32Array; values: Float32Array };

function boutsOf(rows: Rows, { vectors }: Examples, rivals: (example: number) => Uint32Array): Bouts {
	const bouts: Bouts = {
		first: new Uint32Array(vectors.length + 1),
		starts: [0],
		at: new Uint32Array(1024),
		values: new Float32Array(1024),
	};
	let end = 0;
	vectors.forEach((vector, i) => {
		for (const row of rivals(i)) {
			if (bouts.at.length < end + vector.ids.length) grow(bouts);
			eachShared(rows, row, vector, (at, value) => {
				bouts.at[end] = at;
				bouts.values[end++] = value;
			});
			bouts.starts.push(end);
		}
		bouts.first[i + 1] = bouts.starts.length - 1;
	});
	return bouts;
}

function grow(bouts: Bouts): void {
	const { at, values } = bouts;
	bouts.at = new Uint32Array(at.length * 2);
	bouts.at.set(at);
	bouts.values = new Float32Array(values.length * 2);
	bouts.values.set(values);
}

const NEGLIGIBLE = 0.01;

function step(weights: Float32Array, bouts: Bouts, example: number, rate: number, fits: Float64Array): void {
	const first = bouts.first[example]!;
	const count = bouts.first[example + 1]! - first;
	let highest = -Infinity;
	for (let k = 0; k < count; k++) highest = Math.max(highest, (fits[k] = SHARPNESS * fit(weights, bouts, first + k)));
	let total = 0;
	for (let k = 0; k < count; k++) total += fits[k] = Math.exp(fits[k]! - highest);
	for (let k = 0; k < count; k++) {
		const gradient = (k === 0 ? 1 : 0) - fits[k]! / total;
		if (Math.abs(gradient) > NEGLIGIBLE) add(weights, bouts, first + k, rate * gradient);
	}
}

function fit(weights: Float32Array, { starts, at, values }: Bouts, overlap: number): number {
	const end = starts[overlap + 1]!;
	let sum = 0;
	for (let i = starts[overlap]!; i < end; i++) sum += weights[at[i]!]! * values[i]!;
	return sum;
}

function add(weights: Float32Array, { starts, at, values }: Bouts, overlap: number, factor: number): void {
	const end = starts[overlap + 1]!;
	for (let i = starts[overlap]!; i < end; i++) weights[at[i]!]! += factor * values[i]!;
}

/** A fixed order that mixes the articles: descent over one article after the other would forget the first. */
function shuffled(count: number): Uint32Array {
	const keys = Uint32Array.from({ length: count }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
	return Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
}
