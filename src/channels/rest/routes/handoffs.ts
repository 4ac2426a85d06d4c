import { z } from 'zod';
import {
	editPacket,
	handBack,
	handOver,
	packetSchema,
	takeBack,
	takeConversation,
} from '#modules/conversations/index.ts';
import { command, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const params = z.object({ id: idSchema });
const text = z.string().trim().max(2_000);

export const handoffRoutes = [
	write({
		method: 'POST',
		path: '/conversations/{id}/handoff',
		tag: 'Conversations',
		summary: 'Ask for a person: at once, with everything that is known. The reply is what is passed on',
		access: 'anyone',
		params,
		body: z
			.strictObject({ goal: text.min(1).max(200).optional().meta({ description: 'What it is about, in one line' }) })
			.prefault({}),
		reply: z.object({
			id: z.string(),
			state: z.enum(['waiting', 'taken', 'returned', 'closed']),
			packet: packetSchema,
		}),
		handle: async (tx, { actor, params: { id }, body }) => {
			const handoff = await handOver(tx, actor, { conversation: id, reason: 'asked', ...body });
			return { id: handoff.id, state: handoff.state, packet: handoff.packet };
		},
	}),
	write({
		method: 'PUT',
		path: '/conversations/{id}/packet',
		tag: 'Conversations',
		summary: 'Change what is passed on: the goal in your words, a note, answers to leave out',
		access: 'anyone',
		params,
		body: z.strictObject({
			goal: text.min(1).max(200).optional(),
			note: text.optional(),
			without: z.array(z.string().max(60)).max(50).default([]),
		}),
		reply: packetSchema,
		handle: (tx, { actor, params: { id }, body }) => editPacket(tx, actor, { conversation: id, ...body }),
	}),
	command({
		method: 'POST',
		path: '/conversations/{id}/taking',
		tag: 'Conversations',
		summary: 'Join as a person: the assistant is silent from now on',
		access: 'conversations:write',
		params,
		handle: (tx, { actor, params: { id } }) => takeConversation(tx, actor, id),
	}),
	command({
		method: 'POST',
		path: '/conversations/{id}/return',
		tag: 'Conversations',
		summary: 'Give it back to the assistant, with a note for colleagues',
		access: 'conversations:write',
		params,
		body: z.strictObject({ note: text.default('') }).prefault({}),
		handle: (tx, { actor, params: { id }, body }) => handBack(tx, actor, { conversation: id, ...body }),
	}),
	command({
		method: 'DELETE',
		path: '/conversations/{id}/return',
		tag: 'Conversations',
		summary: 'Undo that: it is with whoever asks again, and the customer waits for a person as before',
		access: 'conversations:write',
		params,
		handle: (tx, { actor, params: { id } }) =>
			takeBack(tx, actor, { conversation: id, member: actor.kind === 'staff' ? actor.id : null }),
	}),
];
