import { z } from 'zod';

/** Why self-service ended. */
export const HANDOFF_REASONS = ['asked', 'not_sure', 'not_solved', 'form', 'taken_over', 'follow_up'] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

const instant = z.string().meta({ description: 'RFC 3339' });

const article = z.object({
	id: z.string(),
	title: z.string(),
	url: z.string(),
	result: z.enum(['shown', 'helped', 'rejected']).meta({ description: 'Rejected: the customer said it did not help' }),
});

const step = z.object({
	asked: z.string(),
	outcome: z.enum(['answer', 'choices', 'service', 'unsure']),
	solved: z.boolean().nullable(),
	at: instant,
});

const collected = z.object({
	name: z.string(),
	value: z.string(),
	source: z.enum(['customer', 'assistant', 'agent']),
	at: instant,
});

const action = z.object({
	service: z.string(),
	state: z.enum(['done', 'pending', 'failed']),
	receipt: z.string(),
	at: instant,
});

export const nextStepSchema = z.enum([
	'ask_what',
	'answer_first',
	'answer',
	'check_answer',
	'check_article',
	'choose_reading',
	'reply_by_email',
]);
export type NextStep = z.infer<typeof nextStepSchema>;

/** What travels when a person takes over, so that nobody has to ask again. */
export const packetSchema = z.object({
	goal: z.string().meta({ description: 'In one line' }),
	goal_by: z.enum(['customer', 'derived']).meta({ description: 'Whether the customer worded it so' }),
	note: z.string().meta({ description: 'What the customer adds' }),
	customer: z.object({
		id: z.string(),
		name: z.string().nullable(),
		assurance: z.enum(['anonymous', 'claimed', 'verified']),
		identities: z.array(z.object({ kind: z.string(), value: z.string(), level: z.string() })),
	}),
	lang: z.string(),
	channel: z.string(),
	answers: z.array(collected),
	articles: z.array(article),
	steps: z.array(step),
	actions: z.array(action),
	promises: z.array(z.object({ id: z.string(), kind: z.string(), due_at: instant })),
	stopped_by: z.enum(HANDOFF_REASONS),
	next_step: nextStepSchema,
});
export type Packet = z.infer<typeof packetSchema>;
