import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import {
	CONVERSATIONS_AN_HOUR,
	getConversation,
	listConversations,
	openConversation,
} from '#modules/conversations/index.ts';
import { read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';

const cameWith = z
	.strictObject({
		question: z.string().max(2_000).default('').meta({ description: 'Words the customer searched for' }),
		question_id: z.uuid().optional().meta({ description: 'What the customer asked before' }),
		articles: z.array(z.uuid()).max(20).default([]).meta({ description: 'Articles the customer read, by id' }),
	})
	.prefault({});

const seen = z.object({
	question: z.string().optional(),
	question_id: z.uuid().optional(),
	articles: z.array(z.object({ id: z.string(), title: z.string(), url: z.string() })),
});

const summary = z.object({
	id: z.string(),
	subject: z.string(),
	status: z.enum(['open', 'closed']),
	lang: z.string(),
	channel: z.string(),
	customer_id: z.string(),
	created_at: z.string(),
	updated_at: z.string(),
});

const whole = summary.extend({
	seen,
	identities: z.array(z.object({ kind: z.string(), value: z.string(), level: z.string() })),
	messages: z.array(z.object({ id: z.string(), author: z.string(), text: z.string(), at: z.string() })),
});

type Row = Awaited<ReturnType<typeof listConversations>>[number];
const present = ({ id, subject, status, lang, channel, customer_id, created_at, updated_at }: Row) => ({
	id,
	subject,
	status,
	lang,
	channel,
	customer_id,
	created_at: created_at.toISOString(),
	updated_at: updated_at.toISOString(),
});

export const conversationRoutes = [
	read({
		method: 'GET',
		path: '/conversations',
		tag: 'Conversations',
		summary: 'List the conversations, newest first',
		access: 'conversations:read',
		query: pageQuery,
		reply: pageOf(summary),
		handle: async ({ app, actor, query }) =>
			page(
				await listConversations(app.database.db, actor, { before: query.cursor, limit: query.limit }),
				query.limit,
				present,
			),
	}),
	write({
		method: 'POST',
		path: '/conversations',
		tag: 'Conversations',
		summary: 'Write to the team: opens a conversation with what was asked and seen',
		access: 'anyone',
		limit: CONVERSATIONS_AN_HOUR,
		status: 201,
		body: z.strictObject({
			text: z.string().trim().min(1).max(10_000),
			email: z.email().max(254).optional(),
			lang: langSchema.default('en'),
			seen: cameWith,
		}),
		reply: z.object({ id: z.string(), status: z.literal('open') }),
		handle: async (tx, { app, actor, body }) => {
			const { seen: before, ...said } = body;
			const came = { question: before.question_id, articles: before.articles, words: before.question };
			const fallbackLang = app.settings.get(defaultLang);
			const id = await openConversation(tx, actor, { ...said, channel: 'api', came, fallbackLang });
			return { id, status: 'open' as const };
		},
	}),
	read({
		method: 'GET',
		path: '/conversations/{id}',
		tag: 'Conversations',
		summary: 'Read a conversation: the team all, customers their own',
		access: 'anyone',
		params: z.object({ id: idSchema }),
		reply: whole,
		handle: async ({ app, actor, params }) => {
			const row = await getConversation(app.database.db, actor, params.id);
			const messages = row.messages.map(({ id, author, text, at }) => ({ id, author, text, at: at.toISOString() }));
			return { ...present(row), seen: row.context, identities: row.identities, messages };
		},
	}),
];
