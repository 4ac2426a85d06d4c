import { z } from 'zod';
import { listQuestions, rate } from '#modules/assistant/index.ts';
import { read, write } from '../route.ts';
import { idSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';

const outcome = z.enum(['answer', 'choices', 'service', 'unsure']);

const question = z.object({
	id: z.string(),
	text: z.string(),
	lang: z.string(),
	channel: z.string(),
	outcome,
	confidence: z.number(),
	shown: z.array(z.object({ article_id: z.string(), translation_id: z.string(), score: z.number() })),
	solved: z.boolean().nullable(),
	missing: z.string().nullable(),
	customer_id: z.string().nullable(),
	conversation_id: z.string().nullable(),
	at: z.string(),
});

type Row = Awaited<ReturnType<typeof listQuestions>>[number];
const present = (row: Row) => ({
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
	at: row.at.toISOString(),
});

const rating = (
	path: string,
	summary: string,
	subject: (id: string) => { question: string } | { translation: string },
) =>
	write({
		method: 'PUT',
		path,
		tag: 'Answers',
		summary,
		access: 'anyone',
		status: 204,
		params: z.object({ id: idSchema }),
		body: z.strictObject({ solved: z.boolean(), missing: z.string().max(2_000).optional() }),
		reply: z.undefined(),
		handle: async (tx, { actor, params, body }) => {
			await rate(tx, actor, { ...body, ...subject(params.id) });
			return undefined;
		},
	});

export const questionRoutes = [
	read({
		method: 'GET',
		path: '/questions',
		tag: 'Answers',
		summary: 'The question log, newest first',
		access: 'questions:read',
		query: pageQuery.extend({ outcome: outcome.optional(), lang: langSchema.optional() }),
		reply: pageOf(question),
		handle: async ({ app, actor, query }) => {
			const { cursor, limit, ...filter } = query;
			return page(await listQuestions(app.database.db, actor, { ...filter, before: cursor, limit }), limit, present);
		},
	}),
	rating('/questions/{id}/rating', 'Say whether the answer solved it, as the customer who asked', (id) => ({
		question: id,
	})),
	rating('/articles/{id}/rating', 'Say whether an article (one translation of it) solved it', (id) => ({
		translation: id,
	})),
];
