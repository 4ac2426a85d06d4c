import type { Asking } from './definition.ts';

/** A moment on the clocks of the customer: the time, and the day where it is not today. */
export function momentIn(at: Date, { lang, zone, now }: Pick<Asking, 'lang' | 'zone' | 'now'>): string {
	const day = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' });
	const isToday = day.format(at) === day.format(now);
	const date = isToday ? {} : ({ weekday: 'short', day: 'numeric', month: 'short' } as const);
	return new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit', timeZone: zone, ...date }).format(at);
}
