/** A weight per feature; the caller puts a constant 1 among the features where it wants an intercept. */
export type Weights = readonly number[];

/** What is believed before the data: a weight per feature, and how many units of evidence (1 / variance) stand behind each. */
export type Belief = { weights: Weights; strength: readonly number[] };

/** One choice: the features of each option, and which was right. `weight` is how much the case counts. */
export type Choice = { options: number[][]; right: number; weight: number };

/**
 * The most probable weights of a conditional logit (softmax over each case's options) under a Gaussian belief, by Newton's method. With
 * no cases the belief comes back; with many the data decide. A yes/no question is a choice between its features and all zeros.
 */
export function fitChoices(cases: readonly Choice[], belief: Belief): number[] {
	let weights = [...belief.weights];
	for (let round = 0; round < ROUNDS; round++) {
		const { gradient, curvature } = derivatives(cases, belief, weights);
		const move = solve(curvature, gradient);
		const longest = Math.max(...move.map(Math.abs));
		const brake = Math.min(1, MAX_MOVE / longest);
		weights = weights.map((weight, i) => weight + brake * move[i]!);
		if (longest < TOLERANCE) break;
	}
	return weights;
}

/** Whether each of some cases came true: the logistic regression among the choices. */
export const yesOrNo = (features: number[], came: boolean, weight: number): Choice => ({
	options: [features, features.map(() => 0)],
	right: came ? 0 : 1,
	weight,
});

export const weigh = (weights: Weights, features: readonly number[]): number =>
	features.reduce((sum, feature, i) => sum + feature * weights[i]!, 0);

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Probabilities in proportion to the powers of e. */
export function softmax(values: readonly number[]): number[] {
	const highest = Math.max(...values);
	const powers = values.map((value) => Math.exp(value - highest));
	const total = powers.reduce((a, b) => a + b, 0);
	return powers.map((power) => power / total);
}

const ROUNDS = 25;
const TOLERANCE = 1e-6;
/** Keeps Newton's method from leaping where the data separate perfectly. */
const MAX_MOVE = 4;

function derivatives(cases: readonly Choice[], { weights: prior, strength }: Belief, weights: number[]) {
	const gradient = weights.map((weight, i) => strength[i]! * (prior[i]! - weight));
	const curvature = weights.map((row, i) => weights.map((column, j) => (i === j ? strength[i]! + 1e-9 : 0)));
	for (const { options, right, weight } of cases) {
		const chances = softmax(options.map((features) => weigh(weights, features)));
		const mean = weights.map((_, i) => options.reduce((sum, features, k) => sum + chances[k]! * features[i]!, 0));
		options.forEach((features, k) => {
			for (let i = 0; i < weights.length; i++) {
				const off = features[i]! - mean[i]!;
				if (k === right) gradient[i]! += weight * off;
				for (let j = 0; j < weights.length; j++)
					curvature[i]![j]! += weight * chances[k]! * off * (features[j]! - mean[j]!);
			}
		});
	}
	return { gradient, curvature };
}

/** Gaussian elimination with partial pivoting; the matrix is symmetric and positive definite. */
function solve(matrix: number[][], vector: number[]): number[] {
	const rows = matrix.map((row, i) => [...row, vector[i]!]);
	const size = rows.length;
	for (let column = 0; column < size; column++) {
		const pivot = rows
			.slice(column)
			.reduce((best, row) => (Math.abs(row[column]!) > Math.abs(best[column]!) ? row : best));
		const at = rows.indexOf(pivot);
		[rows[column], rows[at]] = [pivot, rows[column]!];
		for (let below = column + 1; below < size; below++) {
			const factor = rows[below]![column]! / pivot[column]!;
			for (let k = column; k <= size; k++) rows[below]![k]! -= factor * pivot[k]!;
		}
	}
	const solution = vector.map(() => 0);
	for (let row = size - 1; row >= 0; row--) {
		const known = solution.reduce((sum, value, k) => (k > row ? sum + rows[row]![k]! * value : sum), 0);
		solution[row] = (rows[row]![size]! - known) / rows[row]![row]!;
	}
	return solution;
}
