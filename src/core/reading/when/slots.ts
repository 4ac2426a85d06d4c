import type { Token } from './tokens.ts';

/** A time as said: whether before or after noon may be open. */
export type Clock = {
	hour: number;
	minute: number;
	half?: 'a' | 'p' | undefined;
	/** Written so that it can be no other hour: `09:00`, `21h`. */
	sure: boolean;
};

export type Bound = 'after' | 'from' | 'before' | 'by';

/** What the words of a date say, before anyone asks what day today is. */
export type Slots = {
	/** Minutes from now. */
	minutes?: number;
	/** Days from today. */
	offset?: number;
	/** So many days, from today on or up to it. */
	stretch?: number;
	/** 1 is Monday. */
	weekday?: number;
	/** Weeks from this one. */
	week?: number;
	weekend?: true;
	/** The one that is coming, or with -1 the one that was. */
	nearest?: number;
	/** Months from this one. */
	months?: number;
	day?: number;
	month?: number;
	year?: number;
	part?: readonly [from: number, until: number];
	clock?: Clock;
	until?: Clock;
	bound?: Bound;
	/** May be meant otherwise where nothing else speaks of time. */
	weak?: boolean;
};

/** A pattern over the kinds of words and what they then say; nothing where the numbers are none of a date. */
export type Rule = readonly [pattern: string, read: (tokens: readonly Token[], kinds: string) => Slots | undefined];
