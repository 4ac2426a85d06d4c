/** How a question fares in a run against one before. */
export const KINDS = [
	'newly_failing',
	'newly_passing',
	'still_failing',
	'other_article',
	'only_now',
	'only_before',
] as const;
export type Kind = (typeof KINDS)[number];
