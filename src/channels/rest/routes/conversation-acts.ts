import { z } from 'zod';
import {
	addLink,
	assign,
	mergeConversation,
	removeLink,
	snooze,
	unmergeConversation,
} from '#modules/conversations/index.ts';
import { command, write } from '../route.ts';
import { idSchema, instantSchema } from '../schemas.ts';

const params = z.object({ id: idSchema });
const team = { tag: 'Inbox', access: 'conversations:write' } as const;

export const conversationActRoutes = [
	write({
		...team,
		method: 'PUT',
		path: '/conversations/{id}/assignee',
		summary: 'Say who looks after it; the reply says who did before',
		params,
		body: z.strictObject({ member_id: idSchema.nullable() }),
		reply: z.object({ before: z.string().nullable() }),
		handle: async (tx, { actor, params: { id }, body }) => ({
			before: await assign(tx, actor, { conversation: id, member: body.member_id }),
		}),
	}),
	write({
		...team,
		method: 'PUT',
		path: '/conversations/{id}/snooze',
		summary: 'Put it off until a time, or until the customer writes; null brings it back',
		params,
		body: z.strictObject({ until: instantSchema.nullable() }),
		reply: z.object({ before: z.string().nullable() }),
		handle: async (tx, { actor, params: { id }, body }) => {
			const before = await snooze(tx, actor, { conversation: id, until: body.until });
			return { before: before?.toISOString() ?? null };
		},
	}),
	command({
		...team,
		method: 'PUT',
		path: '/conversations/{id}/merge',
		summary: 'Merge it into another of the same customer: both are read and answered as one',
		params,
		body: z.strictObject({ into: idSchema }),
		handle: (tx, { actor, params: { id }, body }) =>
			mergeConversation(tx, actor, { conversation: id, into: body.into }),
	}),
	command({
		...team,
		method: 'DELETE',
		path: '/conversations/{id}/merge',
		summary: 'Undo that: each has again what was written in it',
		params,
		handle: (tx, { actor, params: { id } }) => unmergeConversation(tx, actor, id),
	}),
	write({
		...team,
		method: 'PUT',
		path: '/conversations/{id}/links',
		summary: 'Tie it to a record elsewhere: an order, a booking, a machine',
		params,
		body: z.strictObject({
			type: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
			ref: z.string().min(1).max(200),
			label: z.string().min(1).max(200),
			url: z
				.url({ protocol: /^https?$/ })
				.max(2_000)
				.optional(),
		}),
		reply: z.object({ id: z.string() }),
		handle: async (tx, { actor, params: { id }, body }) => ({
			id: await addLink(tx, actor, { conversation: id, ...body }),
		}),
	}),
	command({
		...team,
		method: 'DELETE',
		path: '/conversations/{id}/links/{link_id}',
		summary: 'Untie it',
		params: z.object({ id: idSchema, link_id: idSchema }),
		handle: (tx, { actor, params: { id, link_id } }) => removeLink(tx, actor, { conversation: id, link: link_id }),
	}),
];
