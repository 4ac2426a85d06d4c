/** `open` is what the team has and nobody put off; what the assistant has alone shows in `assistant` and `all`. */
export const VIEWS = [
	'open',
	'mine',
	'unassigned',
	'waiting',
	'breaching',
	'mentions',
	'snoozed',
	'assistant',
	'closed',
	'all',
] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ['newest', 'waiting_longest', 'due_first'] as const;
export type Sort = (typeof SORTS)[number];
