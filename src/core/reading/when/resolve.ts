import { addDays } from '#core/days.ts';
import { type Days, daysOf } from './days-of.ts';
import { type Hours, hoursOf } from './hours-of.ts';
import { dayAt, instantOf } from './instant.ts';
import type { Slots } from './slots.ts';
import type { When, WhenOptions } from './when.ts';

/** The instants that the words mean for somebody who says them there and now; nothing where there is no such time. */
export function resolve(slots: Slots, options: WhenOptions, thai: boolean): When | undefined {
	const { now, zone, past = false } = options;
	if (slots.minutes !== undefined) return moment(new Date(now.getTime() + slots.minutes * 60_000));
	const today = dayAt(zone, now);
	const hours = hoursOf(slots, thai);
	if (!hours && slots.clock) return undefined;
	const ahead = hours !== undefined && endOf(hours, today, zone) > now;
	const days = daysOf(slots, { day: today, past, ahead });
	if (!days) return undefined;
	if (days === 'none') return hours && timed(anyDay(hours, today, options), hours, zone);
	if (!hours || addDays(days.from, 1) !== days.until) return stretched(days, slots, today, zone);
	return timed(days.from, laterToday(hours, slots, days.from === today && !past && !ahead), zone);
}

const moment = (at: Date): When => ({ from: at, until: at, grain: 'minute' });

const endOf = (hours: Hours, day: string, zone: string): Date => instantOf(day, hours.until ?? hours.from, zone);

function timed(day: string, { from, until }: Hours, zone: string): When {
	const start = instantOf(day, from, zone);
	return until === undefined ? moment(start) : { from: start, until: instantOf(day, until, zone), grain: 'part' };
}

/** Of an hour without a day the next one is meant, or the last one. */
function anyDay(hours: Hours, today: string, { now, zone, past }: WhenOptions): string {
	if (past) return instantOf(today, hours.from, zone) <= now ? today : addDays(today, -1);
	return endOf(hours, today, zone) >= now ? today : addDays(today, 1);
}

/** "Today at nine", said at ten, is tonight. */
function laterToday(hours: Hours, { clock, until, part }: Slots, isOver: boolean): Hours {
	const isOpen = clock && !until && !part && !clock.half && !clock.sure && hours.from < 720;
	return isOver && isOpen && hours.until === undefined ? { from: hours.from + 720 } : hours;
}

/** What comes after a day has no end of its own: a week is as far as anyone plans who says so. */
const FAR = 7;

function stretched(days: Days, { bound }: Slots, today: string, zone: string): When | undefined {
	const span = (from: string, until: string, grain: When['grain']): When | undefined =>
		from < until ? { from: instantOf(from, 0, zone), until: instantOf(until, 0, zone), grain } : undefined;
	if (bound === 'after') return span(days.until, addDays(days.until, FAR), 'day');
	if (bound === 'from') return span(days.from, addDays(days.from, FAR), 'day');
	if (bound === 'before') return span(today, days.from, 'day');
	if (bound === 'by') return span(today, days.until, 'day');
	return span(days.from, days.until, days.grain);
}
