/** Why it was not solved, to choose from; which step of the path it was about is said apart. */
export const FEEDBACK_REASONS = [
	'wrong_answer',
	'not_understood',
	'too_long',
	'had_to_repeat',
	'unfriendly',
	'not_what_i_wanted',
	'other',
] as const;

/** How each step was: the answers, the hand-over, the person. */
export type FeedbackSteps = {
	answer?: boolean | undefined;
	handover?: boolean | undefined;
	agent?: boolean | undefined;
};
