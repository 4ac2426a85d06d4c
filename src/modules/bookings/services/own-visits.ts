import type { Asking, Fault } from '#journeys/definition.ts';
import type { Choice } from '#journeys/fields/choice.ts';
import { whenOf } from '#journeys/fields/slot.ts';
import { type Visit, visitsOf } from '../reading/list-visits.ts';
import { named } from './types.ts';

const MOST = 20;

/** What they have ahead of them, the next first. */
export async function ownVisits({ db, actor, now }: Pick<Asking, 'db' | 'actor' | 'now'>): Promise<Visit[]> {
	const booked = await visitsOf(db, actor, { states: ['booked'], limit: MOST });
	return booked.filter(({ starts_at }) => starts_at > now).toReversed();
}

export async function visitChoices(asking: Asking<object>): Promise<Choice[]> {
	return (await ownVisits(asking)).map((visit) => ({
		value: visit.id,
		label: { text: `${visit.items.map((item) => named(item, asking)).join(' + ')}, ${whenIn(visit, asking.lang)}` },
		hint: { text: visit.address },
		also: [visit.code],
	}));
}

/** Nothing where there is one. */
export async function noneAhead(asking: Asking): Promise<Fault | undefined> {
	return (await ownVisits(asking)).length === 0 ? { code: 'no_visit', words: 'visit_none' } : undefined;
}

export const whenIn = (
	{ window_from, window_until, zone }: Pick<Visit, 'window_from' | 'window_until' | 'zone'>,
	lang: string,
): string => whenOf({ from: window_from.toISOString(), until: window_until.toISOString(), zone }, lang);
