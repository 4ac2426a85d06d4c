import { offsetsOf } from '#core/days.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * Moments in milliseconds, from the first up to and including the second, at which clocks there show midnight or so many minutes after it, again and again.
 * Each time on the clock once a day: an hour that strikes twice counts the first time, one that is left out not at all.
 */
export function gridOf(zone: string, step: number, from: number, until: number): number[] {
	const offsetAt = offsetsOf(zone);
	const first = Math.floor((from + offsetAt(from)) / DAY_MS);
	const last = Math.floor((until + offsetAt(until)) / DAY_MS);
	const grid: number[] = [];
	for (let day = first; day <= last; day++)
		for (const at of gridOfDay(offsetAt, step, day * DAY_MS)) if (at >= from && at <= until) grid.push(at);
	return grid;
}

/** `midnight` is what the clock shows, read as if it were UTC. */
function gridOfDay(offsetAt: (at: number) => number, step: number, midnight: number): number[] {
	const [before, after] = [offsetAt(midnight - DAY_MS), offsetAt(midnight + 2 * DAY_MS)];
	const shown = Array.from({ length: Math.ceil(1_440 / step) }, (_, i) => midnight + i * step * MINUTE_MS);
	if (before === after) return shown.map((wall) => wall - before);
	return shown.flatMap((wall) => {
		const moments = [wall - before, wall - after].filter((at) => offsetAt(at) === wall - at);
		return moments.length > 0 ? [Math.min(...moments)] : [];
	});
}
