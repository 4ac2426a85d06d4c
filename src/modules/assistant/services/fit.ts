/** A text by its features, and which class it is of; `weight` is how much it counts. */
export type Lesson = { features: ReadonlyMap<string, number>; label: number; weight: number };

/** The probability of each class. */
export type Classifier = (features: ReadonlyMap<string, number>) => Float64Array;

type Vector = { columns: Int32Array; values: Float64Array };

const ROUNDS = 5;
const STEP = 0.5;
const PULL = 1e-4;
/** An error too small to learn from: most classes are soon out of the question, and passing over them saves most of the time. */
const SMALL = 0.01;
/** What a single text has says nothing of others. */
const SEEN = 2;

/** Multinomial logistic regression by AdaGrad (Duchi et al. 2011). The same lessons give the same classifier: their order is mixed by a fixed seed. */
export function fit(lessons: readonly Lesson[], labels: number): Classifier {
	const { columns, rarity } = vocabulary(lessons);
	const vectors = lessons.map(({ features }) => vector(features, columns, rarity));
	const weights = new Float64Array(columns.size * labels);
	const bias = new Float64Array(labels);
	const squares = new Float64Array(weights.length).fill(0.01);
	for (let round = 0; round < ROUNDS; round++)
		for (const at of mixed(lessons.length, round)) {
			const { label, weight } = lessons[at]!;
			const errors = probabilities(vectors[at]!, weights, bias);
			errors[label]! -= 1;
			for (let i = 0; i < labels; i++) bias[i]! -= STEP * 0.05 * errors[i]! * weight;
			step(vectors[at]!, errors, weight, weights, squares);
		}
	return (features) => probabilities(vector(features, columns, rarity), weights, bias);
}

function vocabulary(lessons: readonly Lesson[]): { columns: Map<string, number>; rarity: number[] } {
	const counts = new Map<string, number>();
	for (const { features } of lessons) for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
	const columns = new Map<string, number>();
	const rarity: number[] = [];
	for (const [name, count] of counts) {
		if (count < SEEN) continue;
		columns.set(name, rarity.length);
		rarity.push(Math.sqrt(Math.log(1 + lessons.length / count)));
	}
	return { columns, rarity };
}

function vector(
	features: ReadonlyMap<string, number>,
	known: ReadonlyMap<string, number>,
	rarity: readonly number[],
): Vector {
	const columns: number[] = [];
	const values: number[] = [];
	for (const [name, weight] of features) {
		const column = known.get(name);
		if (column === undefined) continue;
		columns.push(column);
		values.push(weight * rarity[column]!);
	}
	const length = Math.hypot(...values) || 1;
	return { columns: Int32Array.from(columns), values: Float64Array.from(values, (value) => value / length) };
}

function probabilities({ columns, values }: Vector, weights: Float64Array, bias: Float64Array): Float64Array {
	const odds = Float64Array.from(bias);
	for (let k = 0; k < columns.length; k++) {
		const row = columns[k]! * bias.length;
		for (let i = 0; i < bias.length; i++) odds[i]! += weights[row + i]! * values[k]!;
	}
	const highest = Math.max(...odds);
	let total = 0;
	for (let i = 0; i < odds.length; i++) total += odds[i] = Math.exp(odds[i]! - highest);
	for (let i = 0; i < odds.length; i++) odds[i]! /= total;
	return odds;
}

function step(at: Vector, errors: Float64Array, weight: number, weights: Float64Array, squares: Float64Array): void {
	for (let i = 0; i < errors.length; i++) {
		const error = errors[i]! * weight;
		if (Math.abs(error) < SMALL) continue;
		for (let k = 0; k < at.columns.length; k++) {
			const cell = at.columns[k]! * errors.length + i;
			const slope = error * at.values[k]! + PULL * weights[cell]!;
			squares[cell]! += slope * slope;
			weights[cell]! -= (STEP * slope) / Math.sqrt(squares[cell]!);
		}
	}
}

function mixed(length: number, seed: number): Int32Array {
	const order = Int32Array.from({ length }, (_, i) => i);
	let state = seed + 7;
	for (let i = length - 1; i > 0; i--) {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
		const j = (state >>> 8) % (i + 1);
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
	return order;
}
