import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

const nothing = z.strictObject({});
const ofGap = <P>(name: string, payload: z.ZodType<P>) => defineEvent({ name, v: 1, subject: 'gap', payload });

/** Something is asked that nothing answers, and nothing like it was asked before. */
export const gapFound = ofGap('gap.found', nothing);
/** It was closed, and is asked in vain again. */
export const gapReopened = ofGap('gap.reopened', nothing);
export const gapDrafted = ofGap('gap.drafted', z.strictObject({ article_id: z.string() }));
/** Its questions were asked again: how many of them find the right article, and how many do not. */
export const gapReplayed = ofGap('gap.replayed', z.strictObject({ answered: z.number(), left: z.number() }));
export const gapClosed = ofGap('gap.closed', nothing);
export const gapDismissed = ofGap('gap.dismissed', nothing);
/** What was dismissed or closed by hand stands where it stood before. */
export const gapReturned = ofGap('gap.returned', nothing);
export const gapMerged = ofGap('gap.merged', z.strictObject({ into: z.string() }));
export const gapUnmerged = ofGap('gap.unmerged', nothing);
export const gapSplit = ofGap('gap.split', z.strictObject({ from: z.string(), questions: z.number() }));
export const gapRejoined = ofGap('gap.rejoined', z.strictObject({ into: z.string() }));

/** Somebody said which article answers a question. */
export const questionAssigned = defineEvent({
	name: 'question.assigned',
	v: 1,
	subject: 'question',
	payload: z.strictObject({ article_id: z.string(), translation_id: z.string() }),
});
export const questionReleased = defineEvent({
	name: 'question.released',
	v: 1,
	subject: 'question',
	payload: z.strictObject({ article_id: z.string() }),
});

export const gapEvents = [
	gapFound,
	gapReopened,
	gapDrafted,
	gapReplayed,
	gapClosed,
	gapDismissed,
	gapReturned,
	gapMerged,
	gapUnmerged,
	gapSplit,
	gapRejoined,
	questionAssigned,
	questionReleased,
] as const;
