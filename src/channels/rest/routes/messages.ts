import { Readable } from 'node:stream';
import { z } from 'zod';
import { storeFile } from '#core/files/store-file.ts';
import {
	editMessage,
	listMessages,
	LONGEST_MESSAGE,
	markRead,
	MESSAGES_A_MINUTE,
	MOST_ATTACHMENTS,
	readableConversation,
	say,
	tellPassing,
	tellViewing,
	UPLOADS_AN_HOUR,
	withdrawMessage,
} from '#modules/conversations/index.ts';
import { limited } from '../body.ts';
import { messageShape, presentMessage } from '../conversation-shapes.ts';
import { command, read, stream, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const MESSAGES = '/conversations/{id}/messages';
const ONE = '/conversations/{id}/messages/{message_id}';
const LARGEST = 50 * 1024 * 1024;

const params = z.object({ id: idSchema });
const one = z.object({ id: idSchema, message_id: idSchema });

export const messageRoutes = [
	read({
		method: 'GET',
		path: MESSAGES,
		tag: 'Conversations',
		summary: 'Older messages by the page, in the order in which they were said',
		access: 'anyone',
		params,
		query: z.object({
			before: idSchema.optional().meta({ description: 'Messages before this one' }),
			limit: z.coerce.number().int().min(1).max(200).default(50),
		}),
		reply: z.object({ items: z.array(messageShape), more: z.boolean() }),
		handle: async ({ app, actor, params: { id }, query }) => {
			const { db } = app.database;
			const conversation = await readableConversation(db, actor, id);
			const { messages, more } = await listMessages(db, actor, { ...query, id: conversation.id });
			return { items: messages.map(presentMessage), more };
		},
	}),
	write({
		method: 'POST',
		path: MESSAGES,
		tag: 'Conversations',
		summary: 'Say something, as the customer or as the team; with a `client_id` a repeat is the same message',
		access: 'anyone',
		limit: MESSAGES_A_MINUTE,
		status: 201,
		params,
		body: z
			.strictObject({
				text: z.string().trim().max(LONGEST_MESSAGE).default(''),
				client_id: z.string().min(1).max(64).optional(),
				attachments: z.array(idSchema).max(MOST_ATTACHMENTS).default([]),
				note: z.boolean().default(false).meta({ description: 'Among colleagues: the customer does not see it' }),
				mentions: z.array(idSchema).max(20).default([]).meta({ description: 'Members of the team, in a note' }),
				after: idSchema.optional().meta({
					description:
						'Of the team: the last message you saw. What a colleague answered after it is a conflict, with it as `current`',
				}),
				anyway: z.boolean().default(false).meta({ description: 'Say it although a colleague has answered' }),
			})
			.refine(({ text, attachments }) => text !== '' || attachments.length > 0, {
				path: ['text'],
				message: 'Write something, or attach a file.',
			}),
		reply: z.object({
			id: z.string(),
			conversation_id: z.string().meta({ description: 'Another one where this was closed long ago' }),
			at: z.string(),
			version: z.number(),
		}),
		handle: async (tx, { actor, params: { id }, body }) => {
			const said = await say(tx, actor, { conversation: id, ...body });
			return { id: said.id, conversation_id: said.conversation_id, at: said.at.toISOString(), version: said.version };
		},
	}),
	command({
		method: 'PATCH',
		path: ONE,
		tag: 'Conversations',
		summary: 'Say it otherwise, within a quarter of an hour',
		access: 'anyone',
		limit: MESSAGES_A_MINUTE,
		params: one,
		body: z.strictObject({ text: z.string().trim().min(1).max(LONGEST_MESSAGE) }),
		handle: (tx, { actor, params: { id, message_id }, body }) =>
			editMessage(tx, actor, { conversation: id, message: message_id, ...body }),
	}),
	command({
		method: 'DELETE',
		path: ONE,
		tag: 'Conversations',
		summary: 'Take a message back, within a quarter of an hour',
		access: 'anyone',
		params: one,
		handle: (tx, { actor, params: { id, message_id } }) =>
			withdrawMessage(tx, actor, { conversation: id, message: message_id }),
	}),
	command({
		method: 'PUT',
		path: '/conversations/{id}/read',
		tag: 'Conversations',
		summary: 'Say how far you have received and read',
		access: 'anyone',
		params,
		body: z.strictObject({ got: idSchema.optional(), read: idSchema.optional() }),
		handle: (tx, { actor, params: { id }, body }) => markRead(tx, actor, { conversation: id, ...body }),
	}),
	read({
		method: 'POST',
		path: '/conversations/{id}/typing',
		tag: 'Conversations',
		summary: 'Say that you are typing, every few seconds',
		access: 'anyone',
		status: 204,
		params,
		reply: z.undefined(),
		handle: async ({ app, actor, params: { id } }) => {
			await tellPassing(app, actor, id);
			return undefined;
		},
	}),
	read({
		method: 'PUT',
		path: '/conversations/{id}/presence',
		tag: 'Conversations',
		summary:
			'Say every few seconds, as the team, that you are looking at it or typing: colleagues see it in the stream',
		access: 'conversations:read',
		status: 204,
		params,
		body: z.strictObject({ state: z.enum(['viewing', 'typing']) }),
		reply: z.undefined(),
		handle: async ({ app, actor, params: { id }, body: { state } }) => {
			await (state === 'typing' ? tellPassing : tellViewing)(app, actor, id);
			return undefined;
		},
	}),
	stream({
		method: 'POST',
		path: '/conversations/{id}/files',
		tag: 'Conversations',
		summary: 'Upload a picture, video, recording or document for a message; unsent it goes after a day',
		access: 'anyone',
		limit: UPLOADS_AN_HOUR,
		media: ['*/*'],
		status: 201,
		params,
		query: z.object({ name: z.string().min(1).max(300) }),
		reply: z.object({ id: z.string(), name: z.string(), mime: z.string(), bytes: z.number() }),
		handle: async ({ app, actor, params: { id: conversation }, query, request }) => {
			await readableConversation(app.database.db, actor, conversation);
			const source = Readable.from(limited(request, LARGEST), { objectMode: false });
			const { id, name, mime, bytes } = await storeFile(app, actor, {
				name: query.name,
				mime: request.headers['content-type'],
				source,
				maxBytes: LARGEST,
			});
			return { id, name, mime, bytes };
		},
	}),
];
