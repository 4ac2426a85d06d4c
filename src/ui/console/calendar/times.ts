import { offsetsOf } from '#core/days.ts';

const MINUTE_MS = 60_000;

/** Minutes by the clocks there since midnight of that day; less than none on the day before. */
export function minutesAt(zone: string, day: string, at: string | number): number {
	const moment = typeof at === 'number' ? at : Date.parse(at);
	return (moment + offsetsOf(zone)(moment) - Date.parse(`${day}T00:00:00Z`)) / MINUTE_MS;
}

/** When clocks there show so many minutes after midnight of that day. */
export function momentAt(zone: string, day: string, minutes: number): Date {
	const wall = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
	const offsetAt = offsetsOf(zone);
	const near = wall - offsetAt(wall);
	return new Date(wall - offsetAt(near));
}

/** `14:30`, by the clocks there. */
export const timeIn = (zone: string, at: string | number | Date, lang: string) =>
	new Intl.DateTimeFormat(lang, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
		new Date(at),
	);

/** `Tue 3 Jun`; Thai readers count years elsewhere, so none is said. */
export const shortDay = (day: string, lang: string) =>
	new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		timeZone: 'UTC',
	}).format(Date.parse(`${day}T00:00:00Z`));

/** A zone as people say it: `Ho Chi Minh, GMT+7`. */
export function zoneName(zone: string, lang: string, at: number): string {
	const parts = new Intl.DateTimeFormat(lang, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
	const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
	return `${zone.split('/').at(-1)?.replaceAll('_', ' ')}, ${offset}`;
}
