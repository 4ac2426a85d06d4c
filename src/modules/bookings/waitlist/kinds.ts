export const WAITING_STATES = ['waiting', 'offered', 'ended'] as const;
export type WaitingState = (typeof WAITING_STATES)[number];

/** `unanswered`: several times were offered and nobody said anything. `over`: its last day has passed. */
export const WAITING_ENDS = ['taken', 'left', 'over', 'unanswered'] as const;
export type WaitingEnd = (typeof WAITING_ENDS)[number];

/** Of the day, by the clocks of where it is. */
export const DAY_PARTS = ['any', 'morning', 'afternoon'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** So often one customer may wait at once. */
export const MOST_WAITING = 5;
/** So many offers in a row may stay without an answer; then nobody is there. */
export const MOST_UNANSWERED = 3;
