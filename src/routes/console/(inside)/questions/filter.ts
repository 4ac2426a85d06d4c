import { isDay } from '#core/days.ts';
import { isId } from '#core/ids.ts';
import type { Outcome } from '#modules/assistant/index.ts';

const OUTCOMES = ['answer', 'choices', 'service', 'unsure'];

/** The filter of an address; what makes no sense in it is not there. */
export function filterOf(search: URLSearchParams) {
	const of = (name: string, fits: (value: string) => boolean) => {
		const value = search.get(name)?.trim() ?? '';
		return value && fits(value) ? value : undefined;
	};
	return {
		q: of('q', (value) => value.length <= 200),
		outcome: of('outcome', (value) => OUTCOMES.includes(value)) as Outcome | undefined,
		lang: of('lang', (value) => /^[A-Za-z-]{2,35}$/.test(value)),
		channel: of('channel', (value) => /^[a-z_-]{1,40}$/.test(value)),
		rating: of('rating', (value) => value === 'good' || value === 'bad') as 'good' | 'bad' | undefined,
		from: of('from', isDay),
		to: of('to', isDay),
		before: of('before', isId),
	};
}
