import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { problem } from '#core/errors.ts';
import { LONGEST_QUESTION, rate } from '#modules/assistant/index.ts';
import {
	assignQuestion,
	explainQuestion,
	findQuestion,
	listQuestions,
	type LoggedQuestion,
	previewExample,
	releaseQuestion,
} from '#modules/gaps/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, instantSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { outcomeSchema, previewShape, verdictSchema } from './replays.ts';

const question = z.object({
	id: z.string(),
	text: z.string(),
	lang: z.string(),
	channel: z.string(),
	outcome: outcomeSchema,
	confidence: z.number(),
	shown: z.array(z.object({ article_id: z.string(), translation_id: z.string(), score: z.number() })),
	solved: z.boolean().nullable(),
	missing: z.string().nullable(),
	customer_id: z.string().nullable(),
	conversation_id: z.string().nullable(),
	gap_id: z.string().nullable().meta({ description: 'The gap it is in' }),
	belongs_to: z.string().nullable().meta({ description: 'The article that somebody gave it to' }),
	at: z.string(),
});

const present = (row: LoggedQuestion) => ({
	id: row.id,
	text: row.text,
	lang: row.lang,
	channel: row.channel,
	outcome: row.outcome,
	confidence: row.confidence,
	shown: row.shown,
	solved: row.solved,
	missing: row.missing,
	customer_id: row.customer_id,
	conversation_id: row.conversation_id,
	gap_id: row.gap_id,
	belongs_to: row.belongs_to,
	at: row.at.toISOString(),
});

const explanation = z.object({
	question,
	changed_since: z
		.boolean()
		.meta({ description: 'Whether knowledge changed after it was asked: `now` may differ from what was answered' }),
	now: z.object({
		lang: z.string(),
		outcome: outcomeSchema,
		confidence: z.number(),
		answerable: z.number().meta({ description: 'The chance that anything here answers it' }),
		first: z.number().meta({ description: 'The chance that the first candidate does, if anything does' }),
		level: z.number().meta({ description: 'The score that a wrong article earns on average' }),
		thresholds: z.object({ answer: z.number(), choices: z.number() }),
	}),
	words: z.array(z.object({ word: z.string(), weight: z.number() })),
	articles: z.array(
		z.object({
			article_id: z.string(),
			lang: z.string(),
			title: z.string(),
			score: z.number(),
			factor: z.number().meta({ description: 'What is left of a score in another language than the question’s' }),
			bonus: z.number().meta({ description: 'For an example question that is this very question' }),
			fit: z.number().nullable().meta({ description: 'How well it fits the example questions, about 0 to 1' }),
			chance: z.number(),
			words: z.array(
				z.object({
					word: z.string(),
					found: z.string(),
					how: z.enum(['asked', 'spelling', 'joined', 'beginning', 'synonym']),
					share: z.number().meta({ description: 'Its part of the score' }),
					where: z.array(z.object({ part: z.enum(['title', 'question', 'passage']), text: z.string() })),
				}),
			),
			missing: z.array(z.string()),
		}),
	),
});

const rating = (
	path: string,
	summary: string,
	subject: (id: string) => { question: string } | { translation: string },
) =>
	command({
		method: 'PUT',
		path,
		tag: 'Answers',
		summary,
		access: 'anyone',
		params: z.object({ id: idSchema }),
		body: z.strictObject({ solved: z.boolean(), missing: z.string().max(2_000).optional() }),
		handle: (tx, { actor, params, body }) => rate(tx, actor, { ...body, ...subject(params.id), channel: 'api' }),
	});

const params = z.object({ id: idSchema });
const assignment = z.strictObject({
	article_id: idSchema,
	example: z
		.string()
		.trim()
		.min(1)
		.max(LONGEST_QUESTION)
		.optional()
		.meta({ description: 'How the example reads, if not as it was asked' }),
});

export const questionRoutes = [
	read({
		method: 'GET',
		path: '/questions',
		tag: 'Answers',
		summary: 'The question log, newest first',
		access: 'questions:read',
		query: pageQuery.extend({
			outcome: outcomeSchema.optional(),
			lang: langSchema.optional(),
			channel: z.string().max(40).optional(),
			rating: z.enum(['good', 'bad']).optional(),
			from: instantSchema.optional(),
			until: instantSchema.optional(),
			q: z.string().max(200).optional().meta({ description: 'Words that it holds; found a minute after it was asked' }),
		}),
		reply: pageOf(question),
		handle: async ({ app, actor, query }) => {
			const { cursor, limit, q, ...filter } = query;
			const wanted = { ...filter, text: q?.trim() || undefined, before: cursor, limit };
			return page(await listQuestions(app.database.db, actor, wanted), limit, present);
		},
	}),
	read({
		method: 'GET',
		path: '/questions/{id}',
		tag: 'Answers',
		summary: 'Read one question of the log',
		access: 'questions:read',
		params,
		reply: question,
		handle: async ({ app, actor, params: { id } }) => {
			const row = await findQuestion(app.database.db, actor, id);
			if (!row) throw problem('not_found');
			return present(row);
		},
	}),
	read({
		method: 'GET',
		path: '/questions/{id}/explanation',
		tag: 'Answers',
		summary: 'Why a question is answered as it is: which words were found where, and what they brought',
		access: 'questions:read',
		params,
		reply: explanation,
		handle: async ({ app, actor, params: { id } }) => {
			const fallbackLang = () => app.settings.get(defaultLang);
			const explained = await explainQuestion({ ...app, fallbackLang }, actor, id);
			return { ...explained, question: present(explained.question) };
		},
	}),
	read({
		method: 'POST',
		path: '/questions/{id}/article/preview',
		tag: 'Answers',
		summary: 'What else would be answered otherwise if the question became an example of an article',
		access: 'knowledge:write',
		also: 'questions:read',
		params,
		body: assignment,
		reply: z.object({ ...previewShape, itself: z.object({ before: verdictSchema, after: verdictSchema }) }),
		handle: ({ app, actor, params: { id }, body }) => previewExample(app, actor, { question_id: id, ...body }),
	}),
	write({
		method: 'PUT',
		path: '/questions/{id}/article',
		tag: 'Answers',
		summary: 'Say which article answers a question: it becomes an example of it',
		access: 'knowledge:write',
		also: 'questions:read',
		params,
		body: assignment,
		reply: z.object({ translation_id: z.string(), lang: z.string(), added: z.boolean() }),
		handle: (tx, { actor, params: { id }, body }) => assignQuestion(tx, actor, { question_id: id, ...body }),
	}),
	command({
		method: 'DELETE',
		path: '/questions/{id}/article',
		tag: 'Answers',
		summary: 'Undo that, and take the example out again',
		access: 'knowledge:write',
		also: 'questions:read',
		params,
		handle: (tx, { actor, params: { id } }) => releaseQuestion(tx, actor, id),
	}),
	rating('/questions/{id}/rating', 'Say whether the answer solved it, as the customer who asked', (id) => ({
		question: id,
	})),
	rating('/articles/{id}/rating', 'Say whether an article (one translation of it) solved it', (id) => ({
		translation: id,
	})),
];
