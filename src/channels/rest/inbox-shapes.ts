import { z } from 'zod';
import type { Counts, InboxItem } from '#modules/inbox/index.ts';
import { VIEWS } from '#modules/inbox/index.ts';
import { conversationSummary, presentSummary } from './conversation-shapes.ts';

const named = z.object({ id: z.string(), name: z.string() }).nullable();
export const tagShape = z.object({ id: z.string(), name: z.string(), colour: z.string() });

export const inboxItem = conversationSummary.omit({ customer_id: true, assignee_id: true }).extend({
	customer: z.object({
		id: z.string(),
		name: z.string().nullable(),
		email: z.string().optional(),
		assurance: z.enum(['anonymous', 'claimed', 'verified']),
	}),
	assignee: named,
	team: named,
	last: z
		.object({
			author: z.enum(['customer', 'assistant', 'agent', 'system']),
			kind: z.enum(['message', 'note', 'notice']),
			excerpt: z.string().meta({ description: 'At most 140 characters' }),
			at: z.string(),
		})
		.nullable(),
	unread: z.boolean().meta({ description: 'The customer wrote after the team last read' }),
	tags: z.array(tagShape),
	handoff: z.object({ state: z.enum(['waiting', 'taken', 'returned', 'closed']), reason: z.string() }).nullable(),
	promise: z
		.object({ id: z.string(), kind: z.string(), state: z.enum(['running', 'paused', 'broken']), due_at: z.string() })
		.nullable()
		.meta({ description: 'What runs out next, or has run out and is still waited for' }),
});

export function presentItem(row: InboxItem) {
	const { customer_id: _, assignee_id, ...summary } = presentSummary(row);
	const { customer, last, promise } = row;
	return {
		...summary,
		customer: {
			id: customer.id,
			name: customer.name,
			...(customer.email && { email: customer.email }),
			assurance: customer.assurance,
		},
		assignee: assignee_id === null ? null : { id: assignee_id, name: row.assignee_name ?? '' },
		team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' },
		last: last && { author: last.author, kind: last.kind, excerpt: last.excerpt, at: last.at.toISOString() },
		unread: row.unread,
		tags: row.tags.map(({ id, name, colour }) => ({ id, name, colour })),
		handoff: row.handoff_state && row.handoff_reason ? { state: row.handoff_state, reason: row.handoff_reason } : null,
		promise: promise && {
			id: promise.id,
			kind: promise.kind,
			state: promise.state,
			due_at: promise.due_at.toISOString(),
		},
	};
}

const counted = z.number().int();
export const countsShape = z.object({
	...(Object.fromEntries(VIEWS.map((view) => [view, counted])) as Record<(typeof VIEWS)[number], typeof counted>),
	for_me: counted.meta({ description: 'What waits for whoever asks, or for nobody yet' }),
	colleague_questions: counted,
});

export const presentCounts = (counts: Counts): Counts => ({ ...counts });
