import { z } from 'zod';
import { previewWord } from '#modules/gaps/index.ts';
import { forgetWord, listWords, teachWord } from '#modules/knowledge/index.ts';
import { command, read, write } from '../route.ts';
import { idSchema, langSchema } from '../schemas.ts';
import { previewShape } from './replays.ts';

const phrase = z.string().trim().min(1).max(100);
const wordInput = z
	.strictObject({
		lang: langSchema,
		kind: z.enum(['synonym', 'stop']),
		phrase,
		means: phrase.optional().meta({ description: 'What the phrase also stands for; of synonyms only' }),
		both: z.boolean().default(true).meta({ description: 'Of synonyms: in both directions' }),
	})
	.refine(({ kind, means }) => (kind === 'synonym') === (means !== undefined), {
		path: ['means'],
		message: 'A synonym stands for something, a stop word for nothing.',
	})
	.transform(({ means = '', both, ...word }) => ({ ...word, means, both: word.kind === 'synonym' && both }));

const word = z.object({
	id: z.string(),
	lang: z.string(),
	kind: z.enum(['synonym', 'stop']),
	phrase: z.string(),
	means: z.string(),
	both: z.boolean(),
	created_at: z.string(),
});

type Row = Awaited<ReturnType<typeof listWords>>[number];
const present = ({ id, lang, kind, phrase: said, means, both, created_at }: Row) => ({
	id,
	lang,
	kind,
	phrase: said,
	means,
	both,
	created_at: created_at.toISOString(),
});

export const wordRoutes = [
	read({
		method: 'GET',
		path: '/words',
		tag: 'Knowledge',
		summary: 'The synonyms and stop words that the search was taught',
		access: 'knowledge:read',
		query: z.object({ lang: langSchema.optional() }),
		reply: z.object({ items: z.array(word), next_cursor: z.null() }),
		handle: async ({ app, actor, query }) => ({
			items: (await listWords(app.database.db, actor, query)).map(present),
			next_cursor: null,
		}),
	}),
	read({
		method: 'POST',
		path: '/words/preview',
		tag: 'Knowledge',
		summary: 'Which logged questions would be answered otherwise if the search were taught a word',
		access: 'knowledge:write',
		also: 'questions:read',
		body: wordInput,
		reply: z.object(previewShape),
		handle: ({ app, actor, body }) => previewWord(app, actor, body),
	}),
	write({
		method: 'POST',
		path: '/words',
		tag: 'Knowledge',
		summary: 'Teach the search a synonym or a stop word',
		access: 'knowledge:write',
		status: 201,
		body: wordInput,
		reply: z.object({ id: z.string() }),
		handle: (tx, { actor, body }) => teachWord(tx, actor, body),
	}),
	command({
		method: 'DELETE',
		path: '/words/{id}',
		tag: 'Knowledge',
		summary: 'Let the search forget it',
		access: 'knowledge:write',
		params: z.object({ id: idSchema }),
		handle: (tx, { actor, params: { id } }) => forgetWord(tx, actor, id),
	}),
];
