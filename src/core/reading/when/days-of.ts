import { addDays, isDay } from '#core/days.ts';
import type { Slots } from './slots.ts';

export type Days = { from: string; until: string; grain: 'day' | 'week' | 'month' };

export type Today = {
	day: string;
	past: boolean;
	/** Whether what is said of the time of day is still to come today. */
	ahead: boolean;
};

/** Which calendar days are meant, the last one not included; `none` if nothing is said of days, nothing if there is no such day. */
export function daysOf(slots: Slots, today: Today): Days | 'none' | undefined {
	if (slots.stretch !== undefined) return stretchOf(slots.stretch, today.day);
	if (slots.day === 0) return single(sameDay(today.day, slots.months ?? 0));
	if (slots.day !== undefined) return agreeing(dateOf(slots, today), slots);
	if (slots.offset !== undefined) return agreeing(addDays(today.day, slots.offset), slots);
	if (slots.weekday !== undefined) return single(weekdayOf(slots, slots.weekday, today));
	if (slots.weekend) return weekendOf(slots, today);
	if (slots.week !== undefined) return weekOf(addDays(monday(today.day), slots.week * 7));
	if (slots.month !== undefined || slots.months !== undefined) return monthOf(slots, today);
	return 'none';
}

/** Monday is 1. */
export const weekdayIn = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

const monday = (day: string): string => addDays(day, 1 - weekdayIn(day));

const single = (day: string | undefined): Days | undefined =>
	day === undefined ? undefined : { from: day, until: addDays(day, 1), grain: 'day' };

const weekOf = (day: string): Days => ({ from: day, until: addDays(day, 7), grain: 'week' });

function stretchOf(days: number, today: string): Days {
	const other = addDays(today, days);
	return days > 0 ? { from: today, until: other, grain: 'day' } : { from: other, until: today, grain: 'day' };
}

/** "Tuesday 24 November" is no day when the 24th is a Monday. */
function agreeing(day: string | undefined, { weekday }: Slots): Days | undefined {
	return day && (weekday === undefined || weekdayIn(day) === weekday) ? single(day) : undefined;
}

function weekdayOf({ week, nearest }: Slots, weekday: number, { day, past, ahead }: Today): string {
	if (week !== undefined) return addDays(monday(day), week * 7 + weekday - 1);
	const forward = (weekday - weekdayIn(day) + 7) % 7;
	if (nearest === -1 || (past && nearest === undefined)) return addDays(day, forward - 7);
	// Who means today says so; only with an hour to come may the name of today be today.
	return addDays(day, forward === 0 && nearest === undefined && !ahead ? 7 : forward);
}

function weekendOf({ week }: Slots, { day, past }: Today): Days {
	const saturday = addDays(monday(day), 5 + 7 * (week ?? (past ? -1 : 0)));
	return { from: saturday, until: addDays(saturday, 2), grain: 'day' };
}

const pad = (number: number): string => String(number).padStart(2, '0');
/** Months are counted from the year 0, so that they can be added to. */
const monthIn = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstOf = (month: number): string => `${Math.floor(month / 12)}-${pad((month % 12) + 1)}-01`;
const dayOf = (month: number, day: number): string => `${firstOf(month).slice(0, 8)}${pad(day)}`;

/** The 31st of a month that has none is its last day. */
function sameDay(day: string, months: number): string {
	const month = monthIn(day) + months;
	const same = dayOf(month, Number(day.slice(8)));
	return isDay(same) ? same : addDays(firstOf(month + 1), -1);
}

/** The 29th of February comes every eight years at the rarest. */
const YEARS = 9;

function dateOf({ day = 1, month, year, months }: Slots, today: Today): string | undefined {
	const here = monthIn(today.day);
	if (months !== undefined) return real(dayOf(here + months, day));
	if (year !== undefined && month !== undefined) return real(dayOf(year * 12 + month - 1, day));
	const step = (month === undefined ? 1 : 12) * (today.past ? -1 : 1);
	const start = month === undefined ? here : here - (here % 12) + month - 1;
	const candidates = Array.from({ length: YEARS + 1 }, (_, i) => dayOf(start + step * i, day));
	return candidates.filter(isDay).find((date) => (today.past ? date <= today.day : date >= today.day));
}

const real = (day: string): string | undefined => (isDay(day) ? day : undefined);

function monthOf({ month, months, year }: Slots, today: Today): Days {
	const here = monthIn(today.day);
	const first = months === undefined ? namedMonth(month ?? 1, year, here, today.past) : here + months;
	return { from: firstOf(first), until: firstOf(first + 1), grain: 'month' };
}

function namedMonth(month: number, year: number | undefined, here: number, past: boolean): number {
	if (year !== undefined) return year * 12 + month - 1;
	const same = here - (here % 12) + month - 1;
	if (past) return same > here ? same - 12 : same;
	return same < here ? same + 12 : same;
}
