import { offsetsOf } from '../days.ts';
import { type Calendar, minutesOf, type Shift } from './calendar.ts';

/** Open from the first moment up to the second, in milliseconds. */
export type Opening = readonly [start: number, end: number];

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * When it is open between two moments, in order; a shift may come in parts. Open is when clocks there read the time of a shift: an hour that strikes
 * twice counts twice, and one that is left out counts for nothing.
 */
export function* openings(calendar: Calendar, from: number, until: number): Generator<Opening> {
	const shiftsOn = shiftsByDay(calendar);
	for (const { start, end, offset } of spells(calendar.zone, from, until))
		for (let day = Math.floor((start + offset) / DAY_MS); day * DAY_MS < end + offset; day++)
			for (const shift of shiftsOn(day)) {
				const midnight = day * DAY_MS - offset;
				const opens = Math.max(start, midnight + minutesOf(shift.from) * MINUTE_MS);
				const closes = Math.min(end, midnight + minutesOf(shift.to) * MINUTE_MS);
				if (opens < closes) yield [opens, closes];
			}
}

/** Shifts by the number of days since 1 January 1970, which was a Thursday. */
function shiftsByDay({ week, exceptions }: Calendar): (day: number) => readonly Shift[] {
	const others = new Map(exceptions.map(({ day, shifts }) => [Date.parse(`${day}T00:00:00Z`) / DAY_MS, shifts]));
	return (day) => others.get(day) ?? week[(((day + 3) % 7) + 7) % 7] ?? [];
}

type Spell = { start: number; end: number; offset: number };

/** Stretches of a day or less in which no clock is changed. */
function* spells(zone: string, from: number, until: number): Generator<Spell> {
	const offsetAt = offsetsOf(zone);
	let offset = offsetAt(from);
	for (let start = from; start < until;) {
		const next = Math.min(start + DAY_MS, until);
		const after = offsetAt(next);
		const end = after === offset ? next : changeBetween(offsetAt, start, next);
		yield { start, end, offset };
		offset = after;
		start = end;
	}
}

/** The second at which clocks are changed. */
function changeBetween(offsetAt: (at: number) => number, start: number, end: number): number {
	const before = offsetAt(start);
	let [low, high] = [Math.floor(start / 1_000), Math.ceil(end / 1_000)];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (offsetAt(middle * 1_000) === before) low = middle;
		else high = middle;
	}
	return Math.min(high * 1_000, end);
}
