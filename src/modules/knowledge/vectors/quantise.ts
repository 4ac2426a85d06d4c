/** A vector as signed bytes in proportion to its largest value: a fourth of the memory, and the order of similarities hardly changes. */
export function quantise(vector: readonly number[]): Int8Array {
	const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
	return Int8Array.from(vector, (value) => Math.round((value / largest) * 127));
}

/** The vector at its place among others, with the length 1. */
export function normalised(vector: readonly number[]): Float32Array {
	const length = Math.hypot(...vector) || 1;
	return Float32Array.from(vector, (value) => value / length);
}

export function lengthOf(bytes: Int8Array, from: number, dimensions: number): number {
	let sum = 0;
	for (let i = from; i < from + dimensions; i++) sum += bytes[i]! * bytes[i]!;
	return Math.sqrt(sum) || 1;
}

export function dot(query: Float32Array, bytes: Int8Array, from: number): number {
	let sum = 0;
	for (let i = 0; i < query.length; i++) sum += query[i]! * bytes[from + i]!;
	return sum;
}
