import { dayIn } from '#core/days.ts';
import type { Asking } from '#journeys/definition.ts';
import { ruleNumber } from '#journeys/settings/rule.ts';
import type { Slot } from '../visits/open-slots.ts';

/** So far ahead times are offered to choose from. */
export const daysAhead = ruleNumber('days_ahead', {
	label: 'offer_rule_ahead',
	unit: 'days',
	least: 1,
	most: 90,
	usual: 21,
});
const MOST_OFFERED = 60;
/** What is looked through for that. */
export const MOST_LOOKED_AT = 500;

/** From now on, as far as times are offered. */
export const ahead = ({ now, rules }: Pick<Asking, 'now' | 'rules'>) => ({
	from: now,
	until: new Date(now.getTime() + daysAhead.in({ rules }) * 86_400_000),
	limit: MOST_LOOKED_AT,
	now,
});

/** One for each arrival window: nobody wants to choose between half past eight and nine where we come within two hours. */
export function offersOf(slots: readonly Slot[]) {
	const windows = new Map<string, Slot>();
	for (const slot of slots) {
		const length = slot.window_until.getTime() - slot.window_from.getTime();
		const window = `${dayIn(slot.zone, slot.window_from)} ${Math.floor(slot.window_from.getTime() / Math.max(length, 1))}`;
		if (!windows.has(window)) windows.set(window, slot);
	}
	return [...windows.values()].slice(0, MOST_OFFERED).map(({ window_from, window_until, zone }) => ({
		value: window_from.toISOString(),
		from: window_from.toISOString(),
		until: window_until.toISOString(),
		zone,
	}));
}
