export type Random = () => number;

/** Numbers in [0, 1) that are the same for the same seed everywhere (xorshift32, Marsaglia 2003). */
export function seeded(seed: number): Random {
	let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 4_294_967_296;
	};
}

/** One of the list; it must not be empty. */
export function pick<T>(random: Random, list: ArrayLike<T>): T {
	return list[Math.floor(random() * list.length)] as T;
}

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
	return low + Math.floor(random() * (high - low + 1));
}
