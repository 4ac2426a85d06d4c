import { addDays, beginningOf, clockIn, dayIn } from '#core/days.ts';
import type { When } from './when.ts';

type SayOptions = {
	lang: string;
	zone: string;
	/** The year is said where it is another than now's; without this never, save with a month alone. */
	now?: Date;
};

/** A time in few words: `Tue 24 Nov, 09:00–11:00`. Without a grain the instants tell which it is. */
export function sayWhen(when: Omit<When, 'grain'> & { grain?: When['grain'] }, options: SayOptions): string {
	const { from, until } = when;
	const { zone } = options;
	const grain = when.grain ?? grainOf(from, until, zone);
	if (grain === 'month') return format(from, options, { month: 'long', year: 'numeric' });
	if (grain === 'minute') return `${dateOf(from, options)}, ${clockOf(from, options)}`;
	if (grain !== 'part') return dates(from, until, options);
	const end = endOf(from, until, options);
	return `${dateOf(from, options)}, ${clockOf(from, options)}${end}`;
}

function grainOf(from: Date, until: Date, zone: string): When['grain'] {
	if (until <= from) return 'minute';
	return beginsDay(from, zone) && beginsDay(until, zone) ? 'day' : 'part';
}

const beginsDay = (at: Date, zone: string): boolean => beginningOf(dayIn(zone, at), zone).getTime() === at.getTime();

/** The end is the last day itself, not the midnight after it. */
function dates(from: Date, until: Date, options: SayOptions): string {
	const first = dateOf(from, options);
	const last = dateOf(new Date(until.getTime() - 1), options);
	return first === last ? first : `${first} – ${last}`;
}

function endOf(from: Date, until: Date, options: SayOptions): string {
	const { zone } = options;
	const day = dayIn(zone, from);
	if (dayIn(zone, until) === day) return `–${clockOf(until, options)}`;
	const isMidnight = beginningOf(addDays(day, 1), zone).getTime() === until.getTime();
	return isMidnight ? '–24:00' : ` – ${dateOf(until, options)}, ${clockOf(until, options)}`;
}

function dateOf(at: Date, options: SayOptions): string {
	const { now, zone } = options;
	const withYear = now !== undefined && dayIn(zone, at).slice(0, 4) !== dayIn(zone, now).slice(0, 4);
	const key = [options.lang, zone, dayIn(zone, at), withYear].join(' ');
	const known = saidDays.get(key);
	if (known !== undefined) return known;
	const text = format(at, options, {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		...(withYear ? { year: 'numeric' } : {}),
	});
	const said = /^en(?!-US)/.test(options.lang) ? text.replace(',', '') : text;
	if (saidDays.size === MOST_REMEMBERED) saidDays.clear();
	saidDays.set(key, said);
	return said;
}

/** A list of free times names each day many times over. */
const saidDays = new Map<string, string>();
const MOST_REMEMBERED = 5_000;

const clockOf = (at: Date, { zone }: SayOptions): string => clockIn(zone, at).slice(11);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: Date, { lang, zone }: SayOptions, parts: Intl.DateTimeFormatOptions): string {
	const key = [lang, zone, ...Object.keys(parts)].join(' ');
	const known = formats.get(key);
	// Thai counts years in the Buddhist era by itself; English of no country writes the day first here.
	const locale = lang === 'en' ? 'en-GB' : lang;
	const made = known ?? new Intl.DateTimeFormat(locale, { ...parts, timeZone: zone, numberingSystem: 'latn' });
	if (!known) formats.set(key, made);
	return made.format(at);
}
