/** The calendar day there, as `YYYY-MM-DD`. */
export const dayIn = (zone: string, at: Date): string => clockIn(zone, at).slice(0, 10);

/** What calendar and clock show there, as `YYYY-MM-DDTHH:MM`. */
export function clockIn(zone: string, at: Date): string {
	const moment = at.getTime();
	return new Date(moment + offsetsOf(zone)(moment)).toISOString().slice(0, 16);
}

/** A calendar day so many days later, or earlier for a negative number. */
export function addDays(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** Whether a text names a calendar day that people live in. */
export const isDay = (text: string): boolean =>
	/^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;

const DAY_MS = 86_400_000;

/** The first moment of a calendar day there. */
export function beginningOf(day: string, zone: string): Date {
	const wall = Date.parse(`${day}T00:00:00Z`);
	// The clock may change at midnight: then it strikes twice and the first counts, or is left out and the day begins an hour later.
	const offsetAt = offsetsOf(zone);
	const moments = [wall - DAY_MS, wall + DAY_MS].map((at) => wall - offsetAt(at)).toSorted((a, b) => a - b);
	return new Date(moments.find((at) => dayIn(zone, new Date(at)) >= day) ?? wall);
}

/** From the first moment of one day there up to the end of another; either may be left out. */
export const spanOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }, zone: string) => ({
	from: from ? beginningOf(from, zone) : undefined,
	until: to ? beginningOf(addDays(to, 1), zone) : undefined,
});

/** By how many milliseconds clocks there are ahead of UTC, at any moment in milliseconds. */
export function offsetsOf(zone: string): (at: number) => number {
	const known = zones.get(zone);
	if (known) return known;
	const offsetAt = remembering(clockOf(zone));
	zones.set(zone, offsetAt);
	return offsetAt;
}

const zones = new Map<string, (at: number) => number>();

const QUARTER_MS = 900_000;
/** Since then clocks everywhere are changed at a quarter of an hour; within one they are ahead by the same. */
const IN_QUARTERS_SINCE = Date.UTC(1973, 0);
const MOST_REMEMBERED = 10_000;

/** A clock takes a thousand times as long to be read as what was read to be found again. */
function remembering(clock: (at: number) => number): (at: number) => number {
	const offsets = new Map<number, number>();
	return (at) => {
		if (at < IN_QUARTERS_SINCE) return clock(at);
		const quarter = Math.floor(at / QUARTER_MS);
		const known = offsets.get(quarter);
		if (known !== undefined) return known;
		if (offsets.size === MOST_REMEMBERED) offsets.clear();
		const offset = clock(quarter * QUARTER_MS);
		offsets.set(quarter, offset);
		return offset;
	};
}

function clockOf(zone: string): (at: number) => number {
	// Sweden writes dates as ISO does.
	const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
	return (at) => {
		// A clock shows whole seconds.
		const second = Math.floor(at / 1_000) * 1_000;
		return Date.parse(`${clock.format(second).replace(' ', 'T')}Z`) - second;
	};
}
