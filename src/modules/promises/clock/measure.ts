import type { Selectable } from 'kysely';
import type { Calendar } from '#core/calendar/calendar.ts';
import { addOpenTime, openTimeBetween } from '#core/calendar/open-time.ts';
import type { Tables } from '#core/db.ts';
import type { Step } from '../kinds.ts';
import '../tables.ts';

export type PromiseRow = Selectable<Tables['promises']>;

export const MINUTE_MS = 60_000;

type Clock = Pick<PromiseRow, 'spent_ms' | 'counted_from'>;

/** Open time that passed on its clock up to a moment. */
export function spentBy(calendar: Calendar, { spent_ms, counted_from }: Clock, at: Date): number {
	return spent_ms + (counted_from ? openTimeBetween(calendar, counted_from, at) : 0);
}

/** When something is next to happen to a clock that runs from `from` on: a step of the ladder that was not told yet, or the end. */
export function nextMoment(
	calendar: Calendar,
	{ from, spent, told, due_at }: { from: Date; spent: number; told: number; due_at: Date },
	ladder: readonly Step[],
): Date {
	const step = ladder[told];
	const at = step && addOpenTime(calendar, from, step.after * MINUTE_MS - spent);
	return at && at < due_at ? at : due_at;
}
