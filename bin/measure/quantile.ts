/** The time that so large a part of them did not exceed. */
export const share = (times: number[], part: number) =>
	times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(part * times.length))] ?? NaN;
