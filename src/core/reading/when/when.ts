/**
 * A time somebody named, as half-open instants: a moment has `until` equal to `from`; `part` is a stretch within a day; `day`, `week`
 * and `month` run from midnight to midnight, and `day` may be several days.
 */
export type When = { from: Date; until: Date; grain: 'minute' | 'part' | 'day' | 'week' | 'month' };

export type WhenOptions = {
	/** BCP 47; `en-US` puts the month before the day. */
	lang: string;
	/** IANA. */
	zone: string;
	now: Date;
	/** What is open is meant of the past: "on Tuesday" is the last one. */
	past?: boolean;
};
