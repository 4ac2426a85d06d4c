import type { Calendar } from './calendar.ts';
import { openings } from './openings.ts';

/** Whoever is closed for longer is closed for good. */
const HORIZON_MS = 3 * 366 * 86_400_000;

export function isOpen(calendar: Calendar, at: Date): boolean {
	return !openings(calendar, at.getTime(), at.getTime() + 1).next().done;
}

/** `at` itself while it is open; nothing where it does not open within three years. */
export function nextOpening(calendar: Calendar, at: Date): Date | undefined {
	for (const [start] of ahead(calendar, at)) return new Date(start);
	return undefined;
}

/** The moment at which so much open time has passed: at the close of a day rather than at the opening of the next. Nothing where that takes more than three years. */
export function addOpenTime(calendar: Calendar, from: Date, ms: number): Date | undefined {
	if (ms <= 0) return from;
	let left = ms;
	for (const [start, end] of ahead(calendar, from)) {
		if (left <= end - start) return new Date(start + left);
		left -= end - start;
	}
	return undefined;
}

/** Milliseconds; none where `to` lies before `from`. */
export function openTimeBetween(calendar: Calendar, from: Date, to: Date): number {
	let sum = 0;
	for (const [start, end] of openings(calendar, from.getTime(), to.getTime())) sum += end - start;
	return sum;
}

const isEverOpen = ({ week, exceptions }: Calendar): boolean =>
	[...week, ...exceptions.map(({ shifts }) => shifts)].some((shifts) => shifts.length > 0);

function ahead(calendar: Calendar, from: Date) {
	return isEverOpen(calendar) ? openings(calendar, from.getTime(), from.getTime() + HORIZON_MS) : [];
}
