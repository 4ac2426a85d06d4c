import { z } from 'zod';
import { defineEvent } from '#core/events/define.ts';

export const questionAsked = defineEvent({
	name: 'question.asked',
	v: 1,
	subject: 'question',
	payload: z.strictObject({
		outcome: z.enum(['answer', 'choices', 'service', 'unsure']),
		confidence: z.number(),
		articles: z.array(z.string()),
	}),
});

/** An answer or an article was rated; a second opinion of the same person replaces the first. */
export const rated = defineEvent({
	name: 'rating.given',
	v: 1,
	subject: 'rating',
	payload: z.strictObject({
		question_id: z.string().nullable(),
		translation_id: z.string().nullable(),
		solved: z.boolean(),
	}),
});

export const assistantEvents = [questionAsked, rated] as const;
