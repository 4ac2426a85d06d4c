import { z } from 'zod';

export const outcomeSchema = z.enum(['answer', 'choices', 'service', 'unsure']);

/** What a question is answered, as far as two answers are compared. */
export const verdictSchema = z.object({
	article_id: z.string().nullable().meta({ description: 'The first candidate' }),
	outcome: outcomeSchema,
	confidence: z.number(),
});

const changeSchema = z.object({
	question_id: z.string(),
	text: z.string(),
	lang: z.string(),
	before: verdictSchema,
	after: verdictSchema,
	effect: z
		.enum(['better', 'worse', 'unknown'])
		.meta({ description: 'As far as ratings, or the team, said what is right' }),
});

/** How many questions were asked again, and which of them would be answered otherwise. */
export const previewShape = {
	replayed: z.number(),
	changes: z.array(changeSchema),
	titles: z.record(z.string(), z.string()).meta({ description: 'Of the articles in it, by id' }),
};
