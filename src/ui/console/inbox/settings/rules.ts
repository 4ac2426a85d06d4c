/** How what waits for a person comes to one. */
export const RULES = ['by_hand', 'round_robin', 'least_load'] as const;
export type Rule = (typeof RULES)[number];
