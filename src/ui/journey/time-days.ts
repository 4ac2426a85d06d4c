import type { Offer } from '#journeys/shapes.ts';

export type Day = { key: string; label: string; weekday: string; day: string; month: string; times: Time[] };
type Time = { value: string; label: string };

/** The times that are offered, by the days of their zone, for a page in a language. */
export function daysOf(offers: readonly Offer[], lang: string): Day[] {
	const days = new Map<string, Day>();
	for (const { value, from, until, zone } of offers) {
		const begins = new Date(from);
		const part = (options: Intl.DateTimeFormatOptions) =>
			new Intl.DateTimeFormat(lang, { timeZone: zone, ...options }).format(begins);
		const key = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(begins);
		const day = days.get(key) ?? {
			key,
			label: part({ weekday: 'long', day: 'numeric', month: 'long' }),
			weekday: part({ weekday: 'short' }),
			day: new Intl.DateTimeFormat('en', { timeZone: zone, day: 'numeric' }).format(begins),
			month: part({ month: 'short' }),
			times: [],
		};
		const clock = new Intl.DateTimeFormat(lang, {
			timeZone: zone,
			hour: 'numeric',
			minute: '2-digit',
			hourCycle: 'h23',
		});
		day.times.push({ value, label: clock.formatRange(begins, new Date(until)) });
		days.set(key, day);
	}
	return [...days.values()];
}

/** As people call the clocks of a zone. */
export const zoneName = (zone: string, lang: string, at: Date): string =>
	new Intl.DateTimeFormat(lang, { timeZone: zone, timeZoneName: 'longGeneric' })
		.formatToParts(at)
		.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
