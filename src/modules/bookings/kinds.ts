/** `missed`: they came, and nobody was there. */
export const VISIT_STATES = ['held', 'booked', 'done', 'missed', 'cancelled'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** What can be good or bad about a visit. */
export const RATED = ['punctual', 'friendly', 'work', 'explained', 'tidy'] as const;
export type Rated = (typeof RATED)[number];
/** From so many stars on they were content. */
export const WELL = 4;

export const OWED_REASONS = ['late_move', 'late_cancellation'] as const;
export type OwedReason = (typeof OWED_REASONS)[number];

/** Both null where nobody knows. */
export type Spot = { lat: number | null; lon: number | null };
/** Where a customer is. `zone` is IANA: by its clocks times are offered. */
export type Site = Spot & { address: string; zone: string };
export type Money = { amount_minor: number; currency: string };
/** A text by language. */
export type Wording = Record<string, string>;
/** What must be ready before somebody comes; `photo`: shown by a picture. */
export type Check = { code: string; names: Wording; photo: boolean };

/** What a visit takes and under what conditions: of one type, or of several together. Times are minutes. */
export type Terms = {
	minutes: number;
	before: number;
	after: number;
	step: number;
	arrival_window: number;
	notice: number;
	horizon_days: number;
	skills: string[];
	resource_kinds: string[];
	move_until: number;
	cancel_until: number;
	late_fee: Money | null;
	checklist: Check[];
};

/** How long a time is kept for somebody who is about to book it. */
export const HOLD_MINUTES = 10;
/** So many times one customer may keep at once; who wants one more gives up the oldest. */
export const MOST_HELD = 3;
/** Lists of what is set up are whole. */
export const MOST_ROWS = 500;
export const MOST_TYPES_TOGETHER = 5;
/** Times that one search may look through and answer with. */
export const LONGEST_SEARCH_DAYS = 62;
export const MOST_SLOTS = 500;

/** By one customer, through whichever door: a search reads much, and codes of visits must not be tried out. */
export const SEARCHES_AN_HOUR = { name: 'slot-searches', count: 300, seconds: 3_600 };
export const VISITS_AN_HOUR = { name: 'visit-reads', count: 120, seconds: 3_600 };
