import { z } from 'zod';
import { LONGEST_MESSAGE } from '#modules/conversations/index.ts';
import { DOUBTS, earlierMatters, makeArticleOf, suggestReplies, timelineOf, translate } from '#modules/inbox/index.ts';
import { inboxItem, presentItem } from '../inbox-shapes.ts';
import { read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';

const params = z.object({ id: idSchema });
const team = { tag: 'Inbox', access: 'conversations:read', params } as const;

const citation = z.object({
	article_id: z.string(),
	external_id: z.string(),
	title: z.string(),
	url: z.string(),
	quote: z.string(),
});
const fact = z.object({
	id: z.string(),
	name: z.string(),
	here: z.boolean().meta({ description: 'It happened in this conversation' }),
	subject: z.object({ type: z.string(), id: z.string() }),
	actor: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
	channel: z.string().nullable(),
	at: z.string(),
	payload: z.record(z.string(), z.unknown()),
});

export const inboxHelpRoutes = [
	read({
		...team,
		method: 'GET',
		path: '/conversations/{id}/suggestions',
		summary:
			'Up to three answers of the knowledge base to what the customer said last, with their sources; nothing counts as asked',
		reply: z.object({
			items: z.array(
				z.object({
					text: z.string(),
					chance: z.number().meta({ description: '0..1: how likely it is what was asked for' }),
					citations: z.array(citation),
					layout: z.looseObject({}).optional(),
				}),
			),
		}),
		handle: async ({ app, actor, params: { id } }) => ({ items: await suggestReplies(app, actor, id) }),
	}),
	write({
		...team,
		method: 'POST',
		path: '/conversations/{id}/article',
		summary: 'Begin an article with an answer given here, what the customer asked as its title and example',
		access: 'conversations:write',
		also: 'knowledge:write',
		status: 201,
		body: z.strictObject({ message_ids: z.array(idSchema).min(1).max(20) }),
		reply: z.object({
			article_id: z.string(),
			translation_id: z.string(),
			external_id: z.string(),
			lang: z.string(),
			revision: z.number(),
		}),
		handle: (tx, { actor, params: { id }, body }) =>
			makeArticleOf(tx, actor, { conversation: id, messages: body.message_ids }),
	}),
	read({
		...team,
		method: 'POST',
		path: '/conversations/{id}/translation',
		summary:
			'What a message says, or a text that is about to be sent, in another language: by the model of the settings, shown, not kept',
		body: z.union([
			z.strictObject({ message_id: idSchema, lang: langSchema }),
			z.strictObject({ text: z.string().min(1).max(LONGEST_MESSAGE), lang: langSchema }),
		]),
		reply: z.object({
			text: z.string(),
			lang: z.string(),
			by: z.literal('model'),
			doubt: z.enum(DOUBTS).nullable().meta({ description: 'What shows that it does not fit the original' }),
		}),
		handle: async ({ app, actor, params: { id }, body: { lang, ...what } }) => ({
			...(await translate(app, actor, {
				conversation: id,
				lang,
				...('text' in what ? what : { message: what.message_id }),
			})),
			lang,
			by: 'model' as const,
		}),
	}),
	read({
		...team,
		method: 'GET',
		path: '/conversations/{id}/timeline',
		summary: 'What happened in a conversation and around it with its customer, newest first',
		also: 'customers:read',
		query: pageQuery,
		reply: pageOf(fact),
		handle: async ({ app, actor, params: { id }, query: { cursor, limit } }) =>
			page(
				await timelineOf(app.database.db, actor, { conversation: id, before: cursor, limit }),
				limit,
				({ subject_type, subject_id, actor: { kind, id: by }, actor_name, ...event }) => ({
					id: event.id,
					name: event.name,
					here: event.here,
					subject: { type: subject_type, id: subject_id },
					actor: { kind, id: by, name: actor_name },
					channel: event.channel,
					at: event.at.toISOString(),
					payload: event.payload,
				}),
			),
	}),
	read({
		...team,
		method: 'GET',
		path: '/conversations/{id}/earlier',
		summary: 'The other matters of its customer, newest first, and what they asked outside of conversations',
		reply: z.object({
			conversations: z.array(inboxItem),
			questions: z.array(
				z.object({ id: z.string(), text: z.string(), lang: z.string(), outcome: z.string(), at: z.string() }),
			),
		}),
		handle: async ({ app, actor, params: { id } }) => {
			const { conversations, questions } = await earlierMatters(app.database.db, actor, id);
			return {
				conversations: conversations.map(presentItem),
				questions: questions.map(({ at, ...question }) => ({ ...question, at: at.toISOString() })),
			};
		},
	}),
];
