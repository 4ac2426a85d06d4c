import ICAL from 'ical.js';
import { instantOf } from '#core/reading/when/instant.ts';
import { isZone } from '#core/zone.ts';

/** Moments in milliseconds. */
export type Span = { from: number; until: number };
type Looking = Span & {
	/** IANA: of whole days, and of times that name no zone. */
	zone: string;
};

/** A rule that repeats every second would never end. */
const MOST_OCCURRENCES = 50_000;

/**
 * When somebody is busy by a calendar file (RFC 5545), between two moments: in order, what overlaps or touches as one. What is marked as free or cancelled
 * does not count. Throws where it is no calendar.
 */
export function readBusy(ics: string, looking: Looking): Span[] {
	const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[]);
	if (calendar.name !== 'vcalendar') throw new Error('This is no calendar.');
	const left = { occurrences: MOST_OCCURRENCES };
	const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
	const own = events.filter((event) => !event.isRecurrenceException());
	const spans = [
		...own.flatMap((event) => [...occurrencesOf(event, looking, left)]),
		...calendar.getAllSubcomponents('vfreebusy').flatMap((component) => periodsOf(component, looking)),
	];
	return merged(spans.filter(({ from, until }) => from < until && until > looking.from && from < looking.until));
}

function* occurrencesOf(event: ICAL.Event, { until, zone }: Looking, left: { occurrences: number }): Generator<Span> {
	if (!event.startDate) return;
	if (!event.isRecurring()) {
		if (isBusy(event)) yield spanOf(event.startDate, event.endDate, zoneOf(event) ?? zone);
		return;
	}
	const all = event.iterator();
	for (let next = all.next(); next && left.occurrences > 0; next = all.next()) {
		left.occurrences--;
		if (momentOf(next, zoneOf(event) ?? zone) >= until) return;
		const { item, startDate, endDate } = event.getOccurrenceDetails(next);
		if (isBusy(item)) yield spanOf(startDate, endDate, zoneOf(item) ?? zone);
	}
}

/** Which it names, where that is one the world knows: many files do not describe it. */
function zoneOf({ component }: ICAL.Event): string | undefined {
	const named = component.getFirstProperty('dtstart')?.getParameter('tzid');
	return typeof named === 'string' && isZone(named) ? named : undefined;
}

function isBusy({ component }: ICAL.Event): boolean {
	const says = (name: string) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase();
	return (
		says('transp') !== 'TRANSPARENT' && says('status') !== 'CANCELLED' && says('x-microsoft-cdo-busystatus') !== 'FREE'
	);
}

function periodsOf(component: ICAL.Component, { zone }: Looking): Span[] {
	const busy = component.getAllProperties('freebusy').filter((property) => property.getParameter('fbtype') !== 'FREE');
	return busy.flatMap((property) =>
		(property.getValues() as ICAL.Period[]).map((period) => spanOf(period.start, period.getEnd(), zone)),
	);
}

const spanOf = (start: ICAL.Time, end: ICAL.Time, zone: string): Span => ({
	from: momentOf(start, zone),
	until: momentOf(end, zone),
});

/** By the clocks of the zone, unless the time says itself where it belongs. A whole day is one where they are. */
function momentOf(time: ICAL.Time, zone: string): number {
	const isPlaced = time.zone?.tzid === 'UTC' || (time.zone?.component && !isZone(time.zone.tzid));
	if (!time.isDate && isPlaced) return time.toUnixTime() * 1_000;
	const { year, month, day, hour, minute, second } = time;
	const date = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
	return instantOf(date, hour * 60 + minute, zone).getTime() + second * 1_000;
}

function merged(spans: readonly Span[]): Span[] {
	const all: Span[] = [];
	for (const span of spans.toSorted((a, b) => a.from - b.from)) {
		const last = all.at(-1);
		if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
		else all.push({ ...span });
	}
	return all;
}
