import { sayWhen } from '#core/reading/when/say-when.ts';
import { showMoney } from '#journeys/fields/money.ts';
import type { Asking, Line } from '#journeys/definition.ts';
import type { Slot } from '#journeys/fields/slot.ts';
import { inWords } from '#journeys/wording.ts';
import type { Terms } from '../kinds.ts';
import { whatCancellingCosts } from '../visits/costs.ts';
import { termsOf, type VisitType } from '../visits/terms.ts';
import { named } from './types.ts';

type Saying = Pick<Asking, 'say' | 'lang' | 'now'>;

/** What each costs, where the business says so. */
export const priceNotes = (types: readonly VisitType[], { say, lang }: Saying): Line[] =>
	types
		.filter(({ price_notes }) => Object.keys(price_notes).length > 0)
		.map((type) => ({
			label: say('book_price', { type: named(type, { say, lang }) }, lang),
			value: inWords(say, { words: type.price_notes }, lang),
		}));

/** Until when it can be cancelled for nothing, and what it costs afterwards. */
export const conditions = (types: readonly VisitType[], time: Pick<Slot, 'from' | 'zone'>, saying: Saying): Line[] =>
	types.length === 0 ? [] : conditionsOf(termsOf(types), time, saying);

/** The same of a visit, by the terms it was made under. */
export function conditionsOf(terms: Terms, { from, zone }: Pick<Slot, 'from' | 'zone'>, saying: Saying): Line[] {
	const { say, lang, now } = saying;
	if (!terms.late_fee) return [];
	const { free_until, fee } = whatCancellingCosts(terms, { starts_at: new Date(from), now });
	const until = sayWhen({ from: free_until, until: free_until }, { lang, zone, now });
	const value = fee
		? say('book_cancel_costs', { fee: showMoney(fee, lang) }, lang)
		: say('book_cancel_free', { until, fee: showMoney(terms.late_fee, lang) }, lang);
	return [{ label: say('book_cancel', {}, lang), value }];
}
