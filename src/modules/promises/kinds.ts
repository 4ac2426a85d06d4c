export const PROMISE_KINDS = ['first_response', 'next_response', 'resolution', 'call_back', 'custom'] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

/** What people do by hand rather than by an answer. */
export const BY_HAND = ['call_back', 'custom'] as const satisfies readonly PromiseKind[];

export const PROMISE_STATES = ['running', 'paused', 'kept', 'broken', 'cancelled'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** For what a clock may stand still. */
export const PAUSES = ['waiting_for_customer', 'snoozed'] as const;
export type Pause = (typeof PAUSES)[number];

/** Whom a step of the ladder is told: who looks after the matter, everybody who answers customers, or who owns the business. */
export const TELLS = ['assignee', 'team', 'owner'] as const;
export type Tell = (typeof TELLS)[number];

/** A step of the ladder: after so many minutes of open time. */
export type Step = { after: number; tell: Tell };

/** A rule as it is set: whom it is for, what it promises, and by which clock. Empty lists are for anybody. */
export type RuleInput = {
	kind: PromiseKind;
	name: string;
	channels: string[];
	topics: string[];
	groups: string[];
	langs: string[];
	calendar_id: string | null;
	minutes: number;
	pauses: Pause[];
	ladder: Step[];
	active: boolean;
};

/** What the program itself can say of a breach. */
export const FOUND_REASONS = ['nobody_took_it', 'taken_not_answered', 'no_reason_given'] as const;
/** What a person may say of it afterwards. */
export const GIVEN_REASONS = [
	'too_busy',
	'short_staffed',
	'overlooked',
	'waited_for_others',
	'technical_trouble',
	'other',
] as const;
export type GivenReason = (typeof GIVEN_REASONS)[number];
export type Reason = (typeof FOUND_REASONS)[number] | GivenReason;

/** What became known of a matter, so that another rule fits. */
export const WHYS = ['topic', 'group'] as const;
export type Why = (typeof WHYS)[number];

export const MOST_RULES = 100;
export const MOST_CALENDARS = 50;
