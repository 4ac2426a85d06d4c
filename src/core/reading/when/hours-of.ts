import type { Clock, Slots } from './slots.ts';

/** Minutes after midnight; a moment has no `until`, and an end of 1440 is the end of the day. */
export type Hours = { from: number; until?: number };

const DAY = 1_440;

/** Which hours of a day are meant; nothing if the words say nothing of hours. */
export function hoursOf({ clock, until, part, bound }: Slots, thai: boolean): Hours | undefined {
	if (!clock) return part && bounded({ from: part[0] * 60, until: part[1] * 60 }, bound);
	if (until) return rangeOf(clock, until, part, thai);
	const at = minutesOf(clock, part, thai);
	if (bound === 'after' || bound === 'from') return { from: at, until: at < DAY ? DAY : at + 360 };
	if (bound) return { from: part && part[0] * 60 < at ? part[0] * 60 : 0, until: at };
	return { from: at };
}

function bounded(hours: { from: number; until: number }, bound: Slots['bound']): Hours {
	if (bound === 'after') return { from: hours.until, until: DAY };
	if (bound === 'from') return { from: hours.from, until: DAY };
	// "Before midday" is before twelve, although midday begins at eleven.
	if (bound === 'before') return { from: 0, until: hours.from === 660 ? 720 : hours.from };
	return hours;
}

function minutesOf({ hour, minute, half, sure }: Clock, part: Slots['part'], thai: boolean): number {
	const at = (hours: number) => hours * 60 + minute;
	if (half) return at((hour % 12) + (half === 'p' ? 12 : 0));
	if (part) return at(hourIn(hour, part, thai));
	// Nobody is visited at three at night without saying so.
	return at(!sure && hour >= 1 && hour <= 6 ? hour + 12 : hour);
}

function hourIn(hour: number, [from, until]: readonly [number, number], thai: boolean): number {
	// Thai mornings also count their hours from six.
	if (thai && from === 6 && hour >= 1 && hour <= 5) return hour + 6;
	if (hour === 12 && from === 0) return 0;
	if (hour >= from && hour <= until) return hour;
	if (hour < 12 && hour + 12 >= from && hour + 12 <= until) return hour + 12;
	if (hour === 12 && until === 24) return 24;
	// 5 giờ chiều, but also 7 giờ chiều.
	return from >= 11 && hour < 12 && hour + 12 > until && hour > 5 && hour < 10 ? hour + 12 : hour;
}

/** "9 to 5" ends in the afternoon, and in "2 to 4 pm" both are. */
function rangeOf(first: Clock, second: Clock, part: Slots['part'], thai: boolean): Hours | undefined {
	const opens = minutesOf(first, part, thai);
	const isOpen = !second.half && !second.sure;
	if (isOpen) {
		const plain = minutesOf({ ...second, sure: true }, part, thai);
		const closes = [plain, plain + DAY / 2].find((at) => at > opens);
		return closes === undefined ? undefined : { from: opens, until: closes };
	}
	const closes = minutesOf(second, part, thai);
	if (first.half || first.sure) return closes > opens ? { from: opens, until: closes } : undefined;
	const plain = minutesOf({ ...first, sure: true }, undefined, thai);
	const from = [plain + DAY / 2, plain].find((at) => at < closes && at < DAY);
	return from === undefined ? undefined : { from, until: closes };
}
