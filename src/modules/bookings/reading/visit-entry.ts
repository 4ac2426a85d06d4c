import type { CalendarEntry } from '#core/calendar/write-ics.ts';

/** A visit as it is told of, in the language of whoever is told. */
type Told = {
	id: string;
	version: number;
	/** When it came to stand as it does. */
	changed_at: Date;
	starts_at: Date;
	ends_at: Date;
	window_until: Date;
	title: string;
	brand: string;
	address: string;
	facts: readonly (readonly [label: string, value: string])[];
	cancelled: boolean;
};

const ALARM_MINUTES = 60;

/** For a customer's calendar. Somebody must be there from when we may arrive until the work is done. No links: calendars are shared. */
export function visitEntry(visit: Told): CalendarEntry {
	const { id, version, changed_at, starts_at, ends_at, window_until, title, brand, address, facts, cancelled } = visit;
	return {
		uid: `visit-${id}@saunders`,
		sequence: version,
		stamp: changed_at,
		starts_at,
		ends_at: new Date(Math.max(ends_at.getTime(), window_until.getTime())),
		summary: `${title} (${brand})`,
		location: address,
		description: facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
		cancelled,
		alarm_minutes: ALARM_MINUTES,
	};
}
