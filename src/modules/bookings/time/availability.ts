import type { Calendar } from '#core/calendar/calendar.ts';
import type { Spot } from '../kinds.ts';
import { gridOf } from './grid.ts';
import type { Travel } from './travel.ts';
import { type WorkDay, workDays } from './work-days.ts';

/** All moments here are milliseconds. Lists of busy times are in the order of their beginnings. */
export type Busy = { from: number; until: number; at: Spot };
export type Person = { id: string; crew_id: string | null; calendar: Calendar; base: Spot; busy: readonly Busy[] };
/** One room, lift or machine. */
export type Unit = { id: string; kind: string; busy: readonly Pick<Busy, 'from' | 'until'>[] };

/** What is looked for: starts from the first moment up to and including the second. */
export type Need = {
	/** Of work; people and units are taken `before` and `after` it as well. */
	minutes: number;
	before: number;
	after: number;
	/** Starts lie so many minutes apart, by the clocks of `zone`. */
	step: number;
	people: number;
	kinds: readonly string[];
	site: Spot;
	zone: string;
	from: number;
	until: number;
};

export type Forces = { people: readonly Person[]; units: readonly Unit[]; travel: Travel };
/** How often it could be had at that moment. */
export type Offer = { at: number; left: number };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** When enough people are free, can be there in time and in time for what comes next, and a unit of each kind is free as well. */
export function offersOf(need: Need, { people, units, travel }: Forces): Offer[] {
	const grid = gridOf(need.zone, need.step, need.from, need.until);
	const daysOf = planner(need);
	const counts = [
		countStarts(
			grid,
			people.map((person) => gapsOf(person, need, travel, daysOf(person.calendar))),
		).map((free) => Math.floor(free / need.people)),
		...need.kinds.map((kind) =>
			countStarts(
				grid,
				units.filter((unit) => unit.kind === kind).map((unit) => gapsOfUnit(unit, need)),
			),
		),
	];
	return grid.flatMap((at, i) => {
		const left = Math.min(...counts.map((count) => count[i] ?? 0));
		return left > 0 ? [{ at, left }] : [];
	});
}

/** The work may begin from the one moment up to and including the other. */
type Range = { first: number; last: number };
/** Between what one person does before and after; `next` only on the same day. */
export type Gap = Range & { from: Spot; next: Spot | undefined; day: WorkDay };

/**
 * When one person could begin. The day begins at the base, with the first shift; later it goes on from where they were last, and breaks may be spent on the
 * road. A whole visit lies in one shift.
 */
export function* gapsOf(
	person: Person,
	need: Need,
	travel: Travel,
	days: Iterable<WorkDay> = daysAround(person.calendar, need),
): Generator<Gap> {
	const { before, work } = lengths(need);
	let past = 0;
	for (const day of days) {
		if (day.end < need.from || day.start > need.until) continue;
		while ((person.busy[past]?.until ?? Infinity) <= day.start) past++;
		for (const { leaves, from, next } of stretches(person, day, past)) {
			const arrives = leaves + travel(from, need.site) * MINUTE_MS;
			const mustLeave = next ? next.from - travel(need.site, next.at) * MINUTE_MS : Infinity;
			for (const [opens, closes] of day.shifts) {
				const first = Math.max(opens, arrives) + before;
				const last = Math.min(closes, mustLeave) - work;
				if (first <= last) yield { first, last, from, next: next?.at, day };
			}
		}
	}
}

const daysAround = (calendar: Calendar, { from, until }: Need) =>
	workDays(calendar, from - 2 * DAY_MS, until + 2 * DAY_MS);

/** Many have the same hours, and to ask the clock is most of the work. */
function planner(need: Need): (calendar: Calendar) => readonly WorkDay[] {
	const known = new Map<Calendar, WorkDay[]>();
	return (calendar) => {
		const days = known.get(calendar) ?? [...daysAround(calendar, need)];
		known.set(calendar, days);
		return days;
	};
}

type Stretch = { leaves: number; from: Spot; next: Busy | undefined };

/** From the base, or one busy time, to the next. */
function* stretches({ base, busy }: Person, day: WorkDay, past: number): Generator<Stretch> {
	let [leaves, from] = [day.start, base];
	for (let i = past; i < busy.length; i++) {
		const next = busy[i];
		if (!next || next.from >= day.end) break;
		if (next.until <= day.start) continue;
		yield { leaves, from, next };
		if (next.until >= leaves) [leaves, from] = [next.until, next.at];
	}
	yield { leaves, from, next: undefined };
}

export function* gapsOfUnit({ busy }: Unit, need: Need): Generator<Range> {
	const { before, work } = lengths(need);
	let since = -Infinity;
	for (const { from, until } of [...busy, NEVER]) {
		const range = { first: since + before, last: from - work };
		if (range.first <= range.last) yield range;
		since = Math.max(since, until);
	}
}

const NEVER = { from: Infinity, until: Infinity };

const lengths = ({ before, minutes, after }: Need) => ({
	before: before * MINUTE_MS,
	work: (minutes + after) * MINUTE_MS,
});

/** For each moment of the grid, in how many of the lists it lies; the ranges of one list do not overlap. */
function countStarts(grid: readonly number[], lists: Iterable<Iterable<Range>>): number[] {
	const changes = new Int32Array(grid.length + 1);
	for (const ranges of lists)
		for (const { first, last } of ranges) {
			changes[indexFrom(grid, first)]! += 1;
			changes[indexFrom(grid, last + 1)]! -= 1;
		}
	let count = 0;
	return grid.map((_, i) => (count += changes[i] ?? 0));
}

/** The index of the first moment that is not earlier. */
function indexFrom(grid: readonly number[], at: number): number {
	let [low, high] = [0, grid.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((grid[middle] ?? Infinity) < at) low = middle + 1;
		else high = middle;
	}
	return low;
}
