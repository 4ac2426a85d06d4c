import type { Held } from '../clock/lock-promises.ts';
import { MINUTE_MS, spentBy } from '../clock/measure.ts';
import type { Pause, PromiseKind, PromiseState } from '../kinds.ts';

/** How a promise stands, for the customer who waits and the people who work on it alike. */
export type Standing = {
	id: string;
	kind: PromiseKind;
	state: PromiseState;
	/** While it is paused: when it would have been due. */
	due_at: Date;
	paused_for: Pause[];
	/** Of open time; below zero once it is late. */
	minutes_left: number;
	minutes: number;
	started_at: Date;
	done_at: Date | null;
	by_hand: boolean;
};

export function standingOf({ promise, calendar }: Held, at: Date): Standing {
	const { id, kind, state, due_at, paused_for, minutes, started_at, done_at, by_hand } = promise;
	const minutes_left = Math.floor((minutes * MINUTE_MS - spentBy(calendar, promise, at)) / MINUTE_MS);
	return { id, kind, state, due_at, paused_for, minutes_left, minutes, started_at, done_at, by_hand };
}
