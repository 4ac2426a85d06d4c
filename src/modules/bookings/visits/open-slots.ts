import type { Actor } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { LONGEST_SEARCH_DAYS, MOST_SLOTS, type Site, type Terms } from '../kinds.ts';
import { type Need, offersOf } from '../time/availability.ts';
import { loadForces } from '../time/load-forces.ts';
import { seenVisit } from './lock-visit.ts';
import { offeredTypes, peopleFor, requireTogether, termsOf, type VisitType } from './terms.ts';

/** A time that a customer can have. `left`: how often it is there. */
export type Slot = {
	starts_at: Date;
	ends_at: Date;
	window_from: Date;
	window_until: Date;
	zone: string;
	left: number;
};

export type SlotSearch = {
	/** Ids of visit types, done one after the other. */
	types: readonly string[];
	people?: number | undefined;
	at: Site;
	from: Date;
	/** Starts up to and including this moment. */
	until: Date;
	limit: number;
	now: Date;
	/** What they hold themselves is in nobody's way. */
	leave_out_visit?: string | undefined;
};

/** Free times, the earliest first. Throws `invalid_input` for types that are not offered or too many people. */
export async function openSlots(db: Db, { types: ids, ...search }: SlotSearch): Promise<Slot[]> {
	return openSlotsOf(db, { ...search, types: await offeredTypes(db, ids, search.people) });
}

type Offered = Omit<SlotSearch, 'types'> & { types: readonly VisitType[] };

/** As `openSlots`, for types that were just read. */
export async function openSlotsOf(
	db: Db,
	{ types, people, at, leave_out_visit: leaveOut, ...search }: Offered,
): Promise<Slot[]> {
	requireTogether(types, people);
	return slotsFor(db, { ...search, terms: termsOf(types), people: peopleFor(types, people), site: at, leaveOut });
}

type Moving = { id: string; from: Date; until: Date; limit: number; now: Date };

/** To where a visit can be moved, under the terms it was made. Somebody else's is as good as none: `not_found`. */
export async function openSlotsToMove(db: Db, actor: Actor, { id, ...search }: Moving): Promise<Slot[]> {
	const visit = await seenVisit(db, actor, id);
	return slotsFor(db, { ...search, terms: visit.terms, people: visit.people, site: visit, leaveOut: visit.id });
}

type Wanted = Pick<SlotSearch, 'from' | 'until' | 'limit' | 'now'> & {
	terms: Terms;
	people: number;
	site: Site;
	leaveOut?: string | undefined;
};

export async function slotsFor(
	db: Db,
	{ terms, people, site, limit, now, leaveOut, ...asked }: Wanted,
): Promise<Slot[]> {
	const { from, until } = within(terms, { ...asked, now });
	if (from > until) return [];
	const forces = await loadForces(db, { terms, site, from, until, now, leaveOut });
	const offers = offersOf(needOf(terms, { people, site, from, until }), forces);
	return offers
		.slice(0, Math.min(limit, MOST_SLOTS))
		.map(({ at, left }) => ({ ...timesAt(terms, new Date(at)), zone: site.zone, left }));
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Neither sooner than the notice that is wanted, nor later than plans are made. */
export function within({ notice, horizon_days }: Terms, { from, until, now }: { from: Date; until: Date; now: Date }) {
	const soonest = now.getTime() + notice * MINUTE_MS;
	const first = Math.max(from.getTime(), soonest);
	const days = Math.min(horizon_days * DAY_MS + now.getTime(), first + LONGEST_SEARCH_DAYS * DAY_MS);
	return { from: new Date(first), until: new Date(Math.min(until.getTime(), days)) };
}

type Place = { people: number; site: Site; from: Date; until: Date };

export const needOf = (terms: Terms, { people, site, from, until }: Place): Need => ({
	minutes: terms.minutes,
	before: terms.before,
	after: terms.after,
	step: terms.step,
	kinds: terms.resource_kinds,
	people,
	site,
	zone: site.zone,
	from: from.getTime(),
	until: until.getTime(),
});

/** When the work begins and ends, and when the customer is told that somebody arrives. */
export function timesAt({ minutes, arrival_window }: Terms, starts_at: Date) {
	const later = (by: number) => new Date(starts_at.getTime() + by * MINUTE_MS);
	return { starts_at, ends_at: later(minutes), window_from: starts_at, window_until: later(arrival_window) };
}
