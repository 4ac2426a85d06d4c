/** What was learnt, against what is published now. */
export type Known = {
	/** How many translations were published when it was learnt, and how many are now. */
	size: number;
	published: number;
	/** Things changed since. */
	changed: number;
	/** Milliseconds since it became stale. */
	staleFor: number;
};

/** After more changes than this share of the base, what was learnt says little. */
const STALE_SHARE = 0.2;
/** After more than this share most of what is published is unknown: to answer would be to answer blindly. */
const UNKNOWN_SHARE = 0.5;

export const isStale = ({ size, changed }: Pick<Known, 'size' | 'changed'>): boolean => changed > size * STALE_SHARE;

export const isUnknown = ({ size, published, changed }: Omit<Known, 'staleFor'>): boolean =>
	changed > Math.max(size, published) * UNKNOWN_SHARE;

/** Bases up to this size are known again within seconds; for a larger one waiting would not help. */
const QUICKLY_EXAMINED = 2_000;
const WAIT_MS = 1_000;
const BLIND_WAIT_MS = 10_000;
/** So long after the change nobody waits any more, whatever keeps the examination. */
const NOBODY_WAITS_AFTER_MS = 20_000;

/**
 * How long a question may wait for the examination, in milliseconds. Not at all while what was learnt still fits, nor over a large base; a second where a
 * part of it is new; longer only where a small base is new as a whole, as after a first import.
 */
export function patience(known: Known): number {
	if (!isStale(known) || known.published > QUICKLY_EXAMINED) return 0;
	return Math.max(0, Math.min(isUnknown(known) ? BLIND_WAIT_MS : WAIT_MS, NOBODY_WAITS_AFTER_MS - known.staleFor));
}
