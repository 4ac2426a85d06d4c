import type { App } from '#app';
import { dayIn, spanOf } from '#core/days.ts';
import { timeZone } from '#core/zone.ts';
import { rangeIn } from '../range.ts';

/** The days that an address asks for, and the moments at which they begin and end. */
export function spanAsked({ settings, clock }: App, params: URLSearchParams) {
	const zone = settings.get(timeZone);
	const now = clock();
	const today = dayIn(zone, now);
	const range = rangeIn(params, today);
	const { from = new Date(0), until = now } = spanOf(range, zone);
	return { today, range, span: { from, until, lang: range.lang, channel: range.channel } };
}
