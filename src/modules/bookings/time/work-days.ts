import type { Calendar } from '#core/calendar/calendar.ts';
import { type Opening, openings } from '#core/calendar/openings.ts';

/** From leaving the base until the last shift is over, with its breaks. */
export type WorkDay = { start: number; end: number; shifts: readonly Opening[] };

/** After so long a rest a new day begins, at the base; a shorter one is a break. */
const REST_MS = 6 * 3_600_000;

export function* workDays(calendar: Calendar, from: number, until: number): Generator<WorkDay> {
	let shifts: Opening[] = [];
	for (const [start, end] of openings(calendar, from, until)) {
		const last = shifts.at(-1);
		if (last && start <= last[1]) shifts[shifts.length - 1] = [last[0], Math.max(end, last[1])];
		else if (last && start - last[1] < REST_MS) shifts.push([start, end]);
		else {
			if (last) yield dayOf(shifts);
			shifts = [[start, end]];
		}
	}
	if (shifts.length > 0) yield dayOf(shifts);
}

const dayOf = (shifts: readonly Opening[]): WorkDay => ({
	start: shifts[0]?.[0] ?? 0,
	end: shifts.at(-1)?.[1] ?? 0,
	shifts,
});
