import { addDays, isDay } from '#core/days.ts';
import { daysOf, LONGEST_RANGE, type Range } from '#modules/analytics/index.ts';

const USUAL_DAYS = 30;

/** The days that an address asks for. What one that nobody made by clicking says wrong is as if it said nothing. */
export function rangeIn(params: URLSearchParams, today: string): Range {
	const to = dayOf(params.get('to')) ?? today;
	const range = { from: dayOf(params.get('from')) ?? addDays(to, 1 - USUAL_DAYS), to };
	const days = daysOf(range);
	const lang = params.get('lang')?.slice(0, 35);
	const channel = params.get('channel')?.slice(0, 35);
	return {
		...(days >= 1 && days <= LONGEST_RANGE ? range : { from: addDays(today, 1 - USUAL_DAYS), to: today }),
		...(lang && { lang }),
		...(channel && { channel }),
	};
}

const dayOf = (text: string | null) => (text && isDay(text) ? text : undefined);
