/** A vector as signed bytes in proportion to its largest value: a fourth of the memory, and the order of similarities hardly changes. */
export function quantise(vector: readonly number[]): Int8Array {
	const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
	return Int8Array.from(vector, (value) => Math.round((value / largest) * 127));
}

export function lengthOf(bytes: Int8Array | Int32Array, from: number, dimensions: number): number {
	let sum = 0;
	for (let i = from; i < from + dimensions; i++) sum += bytes[i]! * bytes[i]!;
	return Math.sqrt(sum) || 1;
}

/** Four sums at a time: twice as fast here. Whole numbers, so up to 130,000 dimensions nothing overflows. */
export function dot(query: Int32Array, bytes: Int8Array, from: number): number {
	const whole = query.length & ~3;
	let [a, b, c, d] = [0, 0, 0, 0];
	for (let i = 0; i < whole; i += 4) {
		a = (a + Math.imul(query[i]!, bytes[from + i]!)) | 0;
		b = (b + Math.imul(query[i + 1]!, bytes[from + i + 1]!)) | 0;
		c = (c + Math.imul(query[i + 2]!, bytes[from + i + 2]!)) | 0;
		d = (d + Math.imul(query[i + 3]!, bytes[from + i + 3]!)) | 0;
	}
	for (let i = whole; i < query.length; i++) a = (a + Math.imul(query[i]!, bytes[from + i]!)) | 0;
	return a + b + c + d;
}
