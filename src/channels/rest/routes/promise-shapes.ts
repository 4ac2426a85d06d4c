import { z } from 'zod';
import {
	FOUND_REASONS,
	GIVEN_REASONS,
	type ListedPromise,
	PAUSES,
	PROMISE_KINDS,
	PROMISE_STATES,
	type PromiseSums,
} from '#modules/promises/index.ts';

export const kind = z.enum(PROMISE_KINDS);

export const promise = z.object({
	id: z.string(),
	kind,
	state: z.enum(PROMISE_STATES),
	due_at: z.string().meta({ description: 'While it is paused: when it would have been due' }),
	paused_for: z.array(z.enum(PAUSES)),
	minutes: z.number().meta({ description: 'Of open time' }),
	minutes_left: z.number().meta({ description: 'Of open time; below zero once it is late' }),
	started_at: z.string(),
	done_at: z.string().nullable().meta({ description: 'When it was done, also if that was late' }),
	done_by: z.string().nullable(),
	broken_at: z.string().nullable(),
	by_hand: z.boolean(),
	told: z.number().meta({ description: 'Steps of the ladder that were told' }),
	reason: z.enum([...FOUND_REASONS, ...GIVEN_REASONS]).nullable(),
	note: z.string(),
	subject_type: z.string(),
	subject_id: z.string(),
	customer_id: z.string().nullable(),
	channel: z.string().nullable(),
	lang: z.string().nullable(),
	rule_id: z.string().nullable(),
});

export const presentPromise = ({
	due_at,
	started_at,
	done_at,
	broken_at,
	...rest
}: ListedPromise): z.infer<typeof promise> => ({
	...rest,
	due_at: due_at.toISOString(),
	started_at: started_at.toISOString(),
	done_at: done_at?.toISOString() ?? null,
	broken_at: broken_at?.toISOString() ?? null,
});

const sums = {
	kept: z.number(),
	broken: z.number(),
	cancelled: z.number(),
	hit_rate: z.number().nullable().meta({ description: 'Kept of those that were kept or broken, 0 to 1' }),
	median_minutes: z.number().nullable().meta({ description: 'Open minutes until somebody responded' }),
	p90_minutes: z.number().nullable(),
} satisfies Record<keyof PromiseSums, z.ZodType>;
const keyed = z.array(z.object({ key: z.string(), ...sums }));

export const report = z.object({
	total: z.object(sums),
	kinds: keyed,
	weeks: keyed.meta({ description: 'By their Mondays' }),
	channels: keyed,
	langs: keyed,
	reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
	running: z.array(z.object({ kind, running: z.number(), paused: z.number() })),
	query: z.object({ text: z.string(), values: z.array(z.string().nullable()) }),
});
