import { clockIn } from '#core/days.ts';
import type { Offer } from '#journeys/shapes.ts';
import type { WaitingRow } from './waiting-entry.ts';

const NOON = '12:00';

type Wished = Pick<WaitingRow, 'from_day' | 'until_day' | 'part' | 'offered_times'>;

/** Whether a time is what somebody waits for, by the clocks of where it is, and was not offered to them before. */
export function fits({ from, zone }: Pick<Offer, 'from' | 'zone'>, wished: Wished): boolean {
	const at = new Date(from);
	const [day = '', clock = ''] = clockIn(zone, at).split('T');
	if (day > wished.until_day || (wished.from_day !== null && day < wished.from_day)) return false;
	if (wished.part !== 'any' && clock < NOON !== (wished.part === 'morning')) return false;
	return !wished.offered_times.some((before) => before.getTime() === at.getTime());
}

const FIRST_HOUR = 8;
const LAST_HOUR = 20;

/** Nobody is woken, and nothing runs out while they sleep. */
export function isWaking(zone: string, at: Date): boolean {
	const hour = Number(clockIn(zone, at).slice(11, 13));
	return hour >= FIRST_HOUR && hour < LAST_HOUR;
}

const MINUTE_MS = 60_000;
/** Between the end of an offer and the visit. */
const BEFORE_MS = 30 * MINUTE_MS;
const SHORTEST_MS = 15 * MINUTE_MS;

/** Until when a time can be kept for somebody; nothing where that is too short to answer. */
export function keptUntil({ from }: Pick<Offer, 'from'>, { now, minutes }: { now: Date; minutes: number }) {
	const until = Math.min(now.getTime() + minutes * MINUTE_MS, Date.parse(from) - BEFORE_MS);
	return until - now.getTime() < SHORTEST_MS ? undefined : new Date(until);
}
