import { type Examples, vectorAt } from './classifier.ts';
import { type Rivals, rivalsOf } from './rivals.ts';
import { eachShared, grown, type Rows } from './rows.ts';

/** How sharply a difference in fit becomes a probability while learning; a low value keeps the weights small. */
const SHARPNESS = 3;
const RATE = 0.5;

/** With more examples each is read briefly, and compared with fewer others. */
export const MANY = 10_000;

/** Moves the weights so that each example fits its own article better than the articles it is most easily mistaken for. */
export function descend(rows: Rows, examples: Examples): void {
	const many = examples.count > MANY;
	const most = many ? 8 : 16;
	const epochs = many ? 3 : 8;
	// Found once, before the weights move.
	const rivals = rivalsOf(rows, examples, most);
	const blocks = blocksOf(shuffled(examples.count), many ? BLOCK : MANY);
	const bouts = noBouts(most);
	const fits = new Float64Array(most);
	for (let epoch = 0; epoch < epochs; epoch++) {
		const rate = RATE / (1 + 0.3 * epoch);
		for (const block of blocks) {
			if (epoch === 0 || blocks.length > 1) fill(bouts, rows, { examples, rivals, block });
			for (let bout = 0; bout < block.length; bout++) step(rows.weights, bouts, bout, rate, fits);
		}
	}
}

/** What examples share with others takes twenty times their own room, so for large bases it is looked up again block by block. */
const BLOCK = 1_000;

const blocksOf = (order: Uint32Array, size: number): Uint32Array[] =>
	Array.from({ length: Math.ceil(order.length / size) }, (_, i) => order.subarray(i * size, (i + 1) * size));

/**
 * What each example of a block shares with its own article, which comes first, and with that article's rivals: places in the weights
 * and the example's values there. Example `i` of the block has the overlaps `first[i]` to `first[i + 1]`, overlap `j` the features
 * `starts[j]` to `starts[j + 1]`.
 */
type Bouts = { first: Uint32Array; starts: Uint32Array; at: Uint32Array; values: Float32Array };

const noBouts = (most: number): Bouts => ({
	first: new Uint32Array(MANY + 1),
	starts: new Uint32Array(BLOCK * most),
	at: new Uint32Array(1024),
	values: new Float32Array(1024),
});

type Block = { examples: Examples; rivals: Rivals; block: Uint32Array };

function fill(bouts: Bouts, rows: Rows, { examples, rivals, block }: Block): void {
	let overlaps = 0;
	let end = 0;
	for (const [bout, example] of block.entries()) {
		const vector = vectorAt(examples, example);
		for (let i = rivals.starts[example]!; i < rivals.starts[example + 1]!; i++) {
			makeRoom(bouts, overlaps + 2, end + vector.ids.length);
			const { at, values } = bouts;
			eachShared(rows, rivals.rows[i]!, vector, (place, value) => {
				at[end] = place;
				values[end++] = value;
			});
			bouts.starts[++overlaps] = end;
		}
		bouts.first[bout + 1] = overlaps;
	}
}

function makeRoom(bouts: Bouts, overlaps: number, features: number): void {
	if (bouts.starts.length < overlaps) bouts.starts = grown(bouts.starts, overlaps);
	if (bouts.at.length >= features) return;
	bouts.at = grown(bouts.at, features);
	bouts.values = grown(bouts.values, features);
}

const NEGLIGIBLE = 0.01;

function step(weights: Float32Array, bouts: Bouts, bout: number, rate: number, fits: Float64Array): void {
	const first = bouts.first[bout]!;
	const count = bouts.first[bout + 1]! - first;
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
	return Uint32Array.from({ length: count }, (_, i) => i).toSorted((a, b) => keys[a]! - keys[b]! || a - b);
}
