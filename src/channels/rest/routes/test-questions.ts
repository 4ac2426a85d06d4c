import { z } from 'zod';
import { LONGEST_QUESTION } from '#modules/assistant/index.ts';
import {
	addTestQuestion,
	changeTestQuestion,
	EXPECTED,
	importTests,
	listTestQuestions,
	removeTestQuestion,
	returnTestQuestion,
	suggestTests,
	type TestQuestion,
} from '#modules/test-sets/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, instantSchema, langSchema, page, pageOf, pageQuery } from '../schemas.ts';
import { titlesFor, titlesIn, titlesSchema } from '../titles.ts';
import { outcomeSchema } from './replays.ts';

const expected = z.enum(EXPECTED).meta({
	description: 'Answered by the article; the article at least among those shown; or nothing here answers it',
});
/** As the domain wants it: no article is null. */
const expectation = {
	expected,
	article_id: idSchema.nullable().default(null).meta({ description: 'Needed unless `unsure` is expected' }),
};
const text = z.string().trim().min(1).max(LONGEST_QUESTION);
const params = z.object({ id: idSchema });
const questionParams = z.object({ id: idSchema, question: idSchema });

const question = z.object({
	id: z.string(),
	text: z.string(),
	lang: z.string(),
	expected,
	article_id: z.string().nullable(),
	question_id: z.string().nullable().meta({ description: 'The question of the log it was copied from' }),
	created_at: z.string(),
});

const presentQuestion = (row: TestQuestion) => ({
	id: row.id,
	text: row.text,
	lang: row.lang,
	expected: row.expected,
	article_id: row.article_id,
	question_id: row.question_id,
	created_at: row.created_at.toISOString(),
});

const suggestion = z.object({
	question_id: z.string(),
	text: z.string(),
	lang: z.string(),
	outcome: outcomeSchema,
	expected: expected.nullable().meta({ description: 'Null where nobody has said what is right' }),
	article_id: z.string().nullable(),
	why: z
		.enum(['given', 'solved'])
		.nullable()
		.meta({ description: 'The team gave it to the article, or whoever asked said that it helped' }),
});

const TAG = 'Test sets';
const ONE = '/test-sets/{id}';
const QUESTION = `${ONE}/questions/{question}`;

export const testQuestionRoutes = [
	read({
		method: 'GET',
		path: `${ONE}/questions`,
		tag: TAG,
		summary: 'The questions of a test set, the newest first',
		access: 'knowledge:read',
		params,
		query: pageQuery.extend({
			q: z.string().max(200).optional().meta({ description: 'A part of its words' }),
			lang: langSchema.optional(),
			expected: expected.optional(),
		}),
		reply: pageOf(question),
		handle: async ({ app, actor, params: { id }, query: { cursor, limit, ...filter } }) => {
			const wanted = { ...filter, set_id: id, before: cursor, limit };
			return page(await listTestQuestions(app.database.db, actor, wanted), limit, presentQuestion);
		},
	}),
	write({
		method: 'POST',
		path: `${ONE}/questions`,
		tag: TAG,
		summary: 'Put a question into a test set',
		access: 'knowledge:write',
		status: 201,
		params,
		body: z.strictObject({ text, lang: langSchema, ...expectation }),
		reply: z.object({ id: z.string() }),
		handle: (tx, { actor, params: { id }, body }) => addTestQuestion(tx, actor, { set_id: id, ...body }),
	}),
	command({
		method: 'PUT',
		path: QUESTION,
		tag: TAG,
		summary: 'Word a question anew, or expect something else of it',
		access: 'knowledge:write',
		params: questionParams,
		body: z.strictObject({ text, lang: langSchema, ...expectation }),
		handle: (tx, { actor, params: { id, question: one }, body }) =>
			changeTestQuestion(tx, actor, { set_id: id, id: one, ...body }),
	}),
	command({
		method: 'DELETE',
		path: QUESTION,
		tag: TAG,
		summary: 'Take a question out of a test set',
		access: 'knowledge:write',
		params: questionParams,
		handle: (tx, { actor, params: { id, question: one } }) => removeTestQuestion(tx, actor, { set_id: id, id: one }),
	}),
	command({
		method: 'POST',
		path: `${QUESTION}/return`,
		tag: TAG,
		summary: 'Undo that, for a month',
		access: 'knowledge:write',
		params: questionParams,
		handle: (tx, { actor, params: { id, question: one } }) => returnTestQuestion(tx, actor, { set_id: id, id: one }),
	}),
	read({
		method: 'GET',
		path: `${ONE}/suggestions`,
		tag: TAG,
		summary:
			'Questions of the log that the set has not, each wording once, with the right article as far as anybody said it',
		access: 'questions:read',
		params,
		query: z.object({
			cursor: pageQuery.shape.cursor,
			outcome: outcomeSchema.optional(),
			lang: langSchema.optional(),
			rating: z.enum(['good', 'bad']).optional(),
			from: instantSchema.optional(),
			until: instantSchema.optional(),
			titles_in: titlesIn,
		}),
		reply: pageOf(suggestion).extend({ titles: titlesSchema }),
		handle: async ({ app, actor, params: { id }, query: { cursor, titles_in, ...filter } }) => {
			const { items, next } = await suggestTests(app.database.db, actor, { ...filter, set_id: id, before: cursor });
			const ids = items.map(({ article_id }) => article_id);
			return { items, titles: await titlesFor(app, ids, titles_in), next_cursor: next };
		},
	}),
	write({
		method: 'POST',
		path: `${ONE}/import`,
		tag: TAG,
		summary: 'Copy questions of the log into a test set',
		access: 'knowledge:write',
		params,
		body: z.strictObject({
			questions: z
				.array(z.strictObject({ question_id: idSchema, ...expectation }))
				.min(1)
				.max(200),
		}),
		reply: z.object({
			added: z.number(),
			known: z.number().meta({ description: 'Wordings that the set had already' }),
			gone: z.number().meta({ description: 'Whose words were erased' }),
		}),
		handle: (tx, { actor, params: { id }, body }) => importTests(tx, actor, { set_id: id, ...body }),
	}),
];
