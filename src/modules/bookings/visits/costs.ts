import type { Money, Terms } from '../kinds.ts';

/** What it costs to change one's mind: `free_until` is when that begins. After the start nothing can be changed any more. */
export type Cost = { allowed: boolean; fee: Money | null; free_until: Date };

type Times = { starts_at: Date; now: Date };

/** Told before, and charged after: both read it here. */
export const whatCancellingCosts = (
	{ cancel_until, late_fee }: Pick<Terms, 'cancel_until' | 'late_fee'>,
	times: Times,
) => costOf(cancel_until, late_fee, times);

export const whatMovingCosts = ({ move_until, late_fee }: Pick<Terms, 'move_until' | 'late_fee'>, times: Times) =>
	costOf(move_until, late_fee, times);

function costOf(minutes: number, late: Money | null, { starts_at, now }: Times): Cost {
	const free_until = new Date(starts_at.getTime() - minutes * 60_000);
	return { allowed: now < starts_at, fee: now <= free_until ? null : late, free_until };
}
