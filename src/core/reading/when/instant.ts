import { addDays, offsetsOf } from '#core/days.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** When clocks there show so many minutes after midnight: the first time if twice, and moved forward by what is left out if never. */
export function instantOf(day: string, minutes: number, zone: string): Date {
	if (minutes >= 1_440) return instantOf(addDays(day, 1), minutes - 1_440, zone);
	const wall = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
	const offsetAt = offsetsOf(zone);
	const before = offsetAt(wall - DAY_MS);
	const candidates = [wall - before, wall - offsetAt(wall + DAY_MS)].toSorted((a, b) => a - b);
	return new Date(candidates.find((at) => at + offsetAt(at) === wall) ?? wall - before);
}

/** The calendar day there; its clock is made once, where `dayIn` makes one for each call. */
export const dayAt = (zone: string, at: Date): string =>
	new Date(at.getTime() + offsetsOf(zone)(at.getTime())).toISOString().slice(0, 10);
