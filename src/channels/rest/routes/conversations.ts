import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import {
	ADDRESSES_AN_HOUR,
	closeConversation,
	CONVERSATIONS_AN_HOUR,
	getConversation,
	giveEmail,
	LONGEST_MESSAGE,
	listConversations,
	openConversation,
	reopenConversation,
} from '#modules/conversations/index.ts';
import { conversationSummary, presentConversation, presentSummary, wholeConversation } from '../conversation-shapes.ts';
import { command, read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';

const cameWith = z
	.strictObject({
		question: z.string().max(2_000).default('').meta({ description: 'Words the customer searched for' }),
		question_id: z.uuid().optional().meta({ description: 'What the customer asked before' }),
		articles: z.array(z.uuid()).max(20).default([]).meta({ description: 'Articles the customer read, by id' }),
		time_zone: z
			.string()
			.max(64)
			.optional()
			.meta({ description: 'IANA name; one that is not known counts for nothing' }),
	})
	.prefault({});

const params = z.object({ id: idSchema });
const CLOSING = '/conversations/{id}/closing';

export const conversationRoutes = [
	read({
		method: 'GET',
		path: '/conversations',
		tag: 'Conversations',
		summary: 'List the conversations, newest first: the team all, customers their own',
		access: 'anyone',
		query: pageQuery.extend({
			customer: idSchema.optional().meta({ description: 'Of one person only, by any of their ids' }),
		}),
		reply: pageOf(conversationSummary),
		handle: async ({ app, actor, query }) =>
			page(
				await listConversations(app.database.db, actor, {
					customer: query.customer,
					before: query.cursor,
					limit: query.limit,
				}),
				query.limit,
				presentSummary,
			),
	}),
	write({
		method: 'POST',
		path: '/conversations',
		tag: 'Conversations',
		summary: 'Open a conversation, with what was asked and seen: with the assistant first, or with a person at once',
		access: 'anyone',
		limit: CONVERSATIONS_AN_HOUR,
		status: 201,
		body: z.strictObject({
			text: z.string().trim().min(1).max(LONGEST_MESSAGE).optional(),
			client_id: z.string().min(1).max(64).optional(),
			email: z.email().max(254).optional(),
			lang: langSchema.default('en'),
			seen: cameWith,
			to: z.enum(['assistant', 'person']).default('assistant'),
			channel: z
				.enum(['web', 'api'])
				.default('api')
				.meta({ description: 'How the customer came: `web` for a chat on a page' }),
		}),
		reply: z.object({ id: z.string(), status: z.literal('open') }),
		handle: async (tx, { app, actor, body }) => {
			const { seen: before, ...said } = body;
			const came = {
				question: before.question_id,
				articles: before.articles,
				words: before.question,
				timeZone: before.time_zone,
			};
			const fallbackLang = app.settings.get(defaultLang);
			const id = await openConversation(tx, actor, { ...said, came, fallbackLang });
			return { id, status: 'open' as const };
		},
	}),
	read({
		method: 'GET',
		path: '/conversations/{id}',
		tag: 'Conversations',
		summary: 'Read a conversation with its newest messages: the team all, customers their own',
		access: 'anyone',
		params,
		reply: wholeConversation,
		handle: async ({ app, actor, params: { id } }) =>
			presentConversation(await getConversation(app.database.db, actor, id, app.clock())),
	}),
	command({
		method: 'PUT',
		path: '/conversations/{id}/email',
		tag: 'Conversations',
		summary: 'Say where you are written to while you are away',
		access: 'anyone',
		limit: ADDRESSES_AN_HOUR,
		params,
		body: z.strictObject({ email: z.email().max(254) }),
		handle: (tx, { actor, params: { id }, body }) => giveEmail(tx, actor, { conversation: id, ...body }),
	}),
	command({
		method: 'PUT',
		path: CLOSING,
		tag: 'Conversations',
		summary: 'Say that the matter is settled',
		access: 'anyone',
		params,
		handle: (tx, { actor, params: { id } }) => closeConversation(tx, actor, id),
	}),
	command({
		method: 'DELETE',
		path: CLOSING,
		tag: 'Conversations',
		summary: 'Open it again, as it was',
		access: 'conversations:write',
		params,
		handle: (tx, { actor, params: { id } }) => reopenConversation(tx, actor, id),
	}),
];
