import { z } from 'zod';
import { journeyShape } from '#journeys/present-turn.ts';
import {
	type Changes,
	type getConversation,
	type listConversations,
	type MessageRow,
	packetSchema,
} from '#modules/conversations/index.ts';

const nullable = z.string().nullable();

export const conversationSummary = z.object({
	id: z.string(),
	subject: z.string(),
	status: z.enum(['open', 'closed']),
	holder: z.enum(['assistant', 'team']).meta({ description: 'Who speaks for the business now' }),
	lang: z.string(),
	channel: z.string(),
	customer_id: z.string(),
	assignee_id: nullable,
	waiting_since: nullable.meta({ description: 'Since when the customer waits for the team' }),
	snoozed_until: nullable,
	last_message_at: z.string(),
	created_at: z.string(),
	updated_at: z.string(),
});

type Summary = Awaited<ReturnType<typeof listConversations>>[number];
const instant = (at: Date | null) => at?.toISOString() ?? null;

export const presentSummary = (row: Summary) => ({
	id: row.id,
	subject: row.subject,
	status: row.status,
	holder: row.holder,
	lang: row.lang,
	channel: row.channel,
	customer_id: row.customer_id,
	assignee_id: row.assignee_id,
	waiting_since: instant(row.waiting_since),
	snoozed_until: instant(row.snoozed_until),
	last_message_at: row.last_message_at.toISOString(),
	created_at: row.created_at.toISOString(),
	updated_at: row.updated_at.toISOString(),
});

const attachment = z.object({
	id: z.string(),
	name: z.string(),
	mime: z.string(),
	bytes: z.number(),
	url: z.string(),
	width: z.number().optional(),
	height: z.number().optional(),
});
const citation = z.object({
	article_id: z.string(),
	external_id: z.string(),
	title: z.string(),
	url: z.string(),
	quote: z.string(),
});

export const messageShape = z.object({
	id: z.string().meta({ description: 'Sorts by the order in which things were said' }),
	author: z.enum(['customer', 'assistant', 'agent', 'system']),
	kind: z.enum(['message', 'note', 'notice']),
	text: z.string(),
	name: nullable.meta({ description: 'Of the person on the team who wrote it' }),
	at: z.string(),
	version: z.number(),
	client_id: nullable,
	edited_at: nullable,
	withdrawn: z.boolean(),
	superseded: z.boolean().meta({ description: 'In streams only: a later answer stands for it, take it away' }),
	outcome: z.string().optional(),
	question_id: z.string().optional().meta({ description: 'The question it answers, by which it can be rated' }),
	citations: z.array(citation).optional(),
	layout: z.looseObject({}).optional(),
	choices: z.array(z.object({ article_id: z.string(), title: z.string(), url: z.string() })).optional(),
	notice: z
		.object({
			code: z.string(),
			name: z.string().optional(),
			reason: z.string().optional(),
			until: z.string().optional(),
		})
		.optional(),
	journey: journeyShape.optional().meta({ description: 'How a service stood when this was said, and what it asked' }),
	attachments: z.array(attachment),
});

export const presentMessage = (row: MessageRow) => ({
	id: row.id,
	author: row.author,
	kind: row.kind,
	text: row.text,
	name: row.member_name,
	at: row.at.toISOString(),
	version: row.version,
	client_id: row.client_id,
	edited_at: instant(row.edited_at),
	withdrawn: row.withdrawn_at !== null,
	superseded: row.superseded,
	...row.parts,
	attachments: (row.attachments ?? []).map(({ id, name, mime, bytes, variants }) => {
		const largest = variants.toSorted((a, b) => b.width - a.width)[0];
		return {
			id,
			name,
			mime,
			bytes,
			url: `/files/${id}/${encodeURIComponent(name)}`,
			...(largest && { width: largest.width, height: largest.height }),
		};
	}),
});

export const handoffShape = z.object({
	id: z.string(),
	state: z.enum(['waiting', 'taken', 'returned', 'closed']),
	reason: z.string(),
	created_at: z.string(),
	taken_at: nullable,
	taken_by: nullable.meta({ description: 'By name' }),
});

const promisedShape = z.object({
	id: z.string(),
	kind: z.string(),
	state: z.enum(['running', 'paused', 'kept', 'broken', 'cancelled']),
	due_at: z.string(),
	minutes: z.number().meta({ description: 'Of open time, as promised' }),
	minutes_left: z.number().meta({ description: 'Of open time; below zero once it is late' }),
	started_at: z.string(),
	done_at: nullable,
});

const presentPromised = ({
	id,
	kind,
	state,
	due_at,
	minutes,
	minutes_left,
	started_at,
	done_at,
}: Changes['promises'][number]) => ({
	id,
	kind,
	state,
	due_at: due_at.toISOString(),
	minutes,
	minutes_left,
	started_at: started_at.toISOString(),
	done_at: instant(done_at),
});

const seen = z.object({
	question: z.string().optional(),
	question_id: z.uuid().optional(),
	articles: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
	time_zone: z.string().optional().meta({ description: 'Of their browser, where it was told' }),
});

export const wholeConversation = conversationSummary.extend({
	reference: z.string().meta({ description: 'What people call it by' }),
	version: z.number().meta({ description: 'Of everything in it: where a stream goes on from' }),
	assignee: nullable.meta({ description: 'By name' }),
	seen,
	identities: z.array(z.object({ kind: z.string(), value: z.string(), level: z.string() })),
	groups: z.array(z.string()).meta({ description: 'To which the customer belongs; for the team' }),
	messages: z.array(messageShape),
	more: z.boolean().meta({ description: 'There are older messages' }),
	read: z.object({ customer_got: nullable, customer: nullable, team: nullable }),
	handoff: handoffShape.nullable(),
	packet: packetSchema.optional(),
	feedback: z
		.array(
			z.object({
				solved: z.boolean(),
				steps: z.object({ answer: z.boolean(), handover: z.boolean(), agent: z.boolean() }).partial(),
				reasons: z.array(z.string()),
				text: z.string(),
				at: z.string(),
			}),
		)
		.meta({ description: 'What the customer said of it, the newest last; for the team' }),
	promises: z.array(promisedShape),
	links: z.array(
		z.object({ id: z.string(), type: z.string(), ref: z.string(), label: z.string(), url: nullable, at: z.string() }),
	),
	follows_id: nullable,
});

type Whole = Awaited<ReturnType<typeof getConversation>>;
export const presentConversation = (row: Whole) => ({
	...presentSummary(row),
	reference: row.reference,
	version: row.version,
	assignee: row.assignee_name,
	seen: row.context,
	identities: row.identities.map(({ kind, value, level }) => ({ kind, value, level })),
	groups: row.groups,
	messages: row.messages.map(presentMessage),
	more: row.more,
	read: { customer_got: row.customer_got_id, customer: row.customer_read_id, team: row.team_read_id },
	handoff: row.handoff ? presentHandoff(row.handoff) : null,
	...(row.handoff && row.handoff.packet.goal !== undefined && { packet: row.handoff.packet }),
	feedback: row.feedback.map(({ solved, steps, reasons, text, at }) => ({
		solved: solved === true,
		steps,
		reasons,
		text,
		at: at.toISOString(),
	})),
	promises: row.promises.map(presentPromised),
	links: row.links.map(({ id, type, ref, label, url, at }) => ({ id, type, ref, label, url, at: at.toISOString() })),
	follows_id: row.follows_id,
});

const presentHandoff = (row: NonNullable<Whole['handoff']>) => ({
	id: row.id,
	state: row.state,
	reason: row.reason,
	created_at: row.created_at.toISOString(),
	taken_at: instant(row.taken_at),
	taken_by: row.taken_by_name,
});

/** How a conversation stands, as its stream tells it. */
export const presentState = ({ state, promises }: Changes) => ({
	version: state.version,
	status: state.status,
	holder: state.holder,
	assignee_id: state.assignee_id,
	assignee: state.assignee_name,
	waiting_since: instant(state.waiting_since),
	snoozed_until: instant(state.snoozed_until),
	read: { customer_got: state.customer_got_id, customer: state.customer_read_id, team: state.team_read_id },
	handoff: state.handoff_id && { id: state.handoff_id, state: state.handoff_state, reason: state.handoff_reason },
	packet: state.handoff_packet,
	promises: promises.map(presentPromised),
});
