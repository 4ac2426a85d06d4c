import { z } from 'zod';
import {
	answerForAssistant,
	askColleague,
	FEEDBACK_REASONS,
	giveFeedback,
	listColleagueQuestions,
} from '#modules/conversations/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema } from '../schemas.ts';

const params = z.object({ id: idSchema });
const tag = 'Conversations';
const text = z.string().trim().max(2_000);

export const feedbackRoutes = [
	command({
		method: 'PUT',
		path: '/conversations/{id}/feedback',
		tag,
		summary: 'Say whether it was solved, once a matter; null says that you would rather not',
		access: 'anyone',
		params,
		body: z.strictObject({
			solved: z.boolean().nullable(),
			steps: z
				.strictObject({ answer: z.boolean(), handover: z.boolean(), agent: z.boolean() })
				.partial()
				.default({})
				.meta({ description: 'How each step was: the answers, the hand-over, the person' }),
			reasons: z.array(z.enum(FEEDBACK_REASONS)).max(FEEDBACK_REASONS.length).default([]),
			text: text.default(''),
		}),
		handle: (tx, { actor, params: { id }, body }) => giveFeedback(tx, actor, { conversation: id, ...body }),
	}),
	write({
		method: 'POST',
		path: '/conversations/{id}/colleague-question',
		tag,
		summary: 'Let the assistant ask a colleague what it did not know; it keeps the conversation',
		access: 'anyone',
		params,
		reply: z.object({ id: z.string(), expires_at: z.string() }),
		handle: async (tx, { actor, params: { id } }) => {
			const asked = await askColleague(tx, actor, id);
			return { id: asked.id, expires_at: asked.expires_at.toISOString() };
		},
	}),
	read({
		method: 'GET',
		path: '/colleague-questions',
		tag: 'Inbox',
		summary: 'What the assistant waits to hear from a colleague, the longest waiting first',
		access: 'conversations:read',
		query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
		reply: z.object({
			items: z.array(
				z.object({
					id: z.string(),
					conversation_id: z.string(),
					subject: z.string(),
					text: z.string(),
					lang: z.string(),
					options: z.array(z.object({ article_id: z.string(), title: z.string() })),
					asked_at: z.string(),
					expires_at: z.string(),
				}),
			),
		}),
		handle: async ({ app, actor, query }) => {
			const rows = await listColleagueQuestions(app.database.db, actor, query);
			const items = rows.map(({ asked_at, expires_at, ...row }) => ({
				...row,
				asked_at: asked_at.toISOString(),
				expires_at: expires_at.toISOString(),
			}));
			return { items };
		},
	}),
	command({
		method: 'PUT',
		path: '/colleague-questions/{id}/answer',
		tag: 'Inbox',
		summary: 'Fill in what the assistant did not know, in words or by naming the article: it goes on with it',
		access: 'conversations:write',
		params,
		body: z
			.strictObject({ text: text.optional(), article_id: idSchema.optional() })
			.refine((given) => given.text || given.article_id, {
				path: ['text'],
				message: 'Write an answer or name an article.',
			}),
		handle: (tx, { actor, params: { id }, body }) =>
			answerForAssistant(tx, actor, { question: id, text: body.text, article: body.article_id }),
	}),
];
