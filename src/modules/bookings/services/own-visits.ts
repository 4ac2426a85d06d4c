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

/** What was done for them and they have not rated, the latest first. */
export const unratedVisits = async ({ db, actor }: Pick<Asking, 'db' | 'actor'>): Promise<Visit[]> =>
	(await visitsOf(db, actor, { states: ['done'], limit: MOST })).filter(({ rating }) => rating === null);

export const visitChoices = async (asking: Asking<object>): Promise<Choice[]> =>
	(await ownVisits(asking)).map((visit) => choiceOf(visit, asking));

export const unratedChoices = async (asking: Asking<object>): Promise<Choice[]> =>
	(await unratedVisits(asking)).map((visit) => choiceOf(visit, asking));

const choiceOf = (visit: Visit, asking: Asking<object>): Choice => ({
	value: visit.id,
	label: { text: `${visit.items.map((item) => named(item, asking)).join(' + ')}, ${whenIn(visit, asking.lang)}` },
	hint: { text: visit.address },
	also: [visit.code],
});

/** Nothing where there is one. */
export async function noneAhead(asking: Asking): Promise<Fault | undefined> {
	return (await ownVisits(asking)).length === 0 ? { code: 'no_visit', words: 'visit_none' } : undefined;
}

export async function noneToRate(asking: Asking): Promise<Fault | undefined> {
	return (await unratedVisits(asking)).length === 0 ? { code: 'no_visit', words: 'rate_none' } : undefined;
}

export const whenIn = (
	{ window_from, window_until, zone }: Pick<Visit, 'window_from' | 'window_until' | 'zone'>,
	lang: string,
): string => whenOf({ from: window_from.toISOString(), until: window_until.toISOString(), zone }, lang);
