import type { SayHere } from './words.ts';

/** Minutes as one says them: `45 min`, `4 h`, `1 h 30 min`. */
export function span(say: SayHere, lang: string, minutes: number): string {
	const number = new Intl.NumberFormat(lang);
	const [hours, rest] = [Math.floor(Math.round(minutes) / 60), Math.round(minutes) % 60];
	if (hours === 0) return say('promise_unit_minutes', { count: number.format(rest) });
	const whole = say('promise_unit_hours', { count: number.format(hours) });
	return rest === 0 ? whole : `${whole} ${say('promise_unit_minutes', { count: number.format(rest) })}`;
}
