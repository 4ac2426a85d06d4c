import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { isCounted } from '#modules/analytics/index.ts';
import { ask, askInSentences, type CitedSentence, type AskReply } from '#modules/assistant/index.ts';
import { threadIn } from '#modules/conversations/index.ts';
import { searchArticles, suggestArticles } from '#modules/knowledge/index.ts';
import { eventStream } from '../event-stream.ts';
import { type Call, HANDLED, read } from '../route.ts';
import { langSchema } from '../schemas.ts';

const candidate = z.object({
	article_id: z.string(),
	external_id: z.string(),
	title: z.string(),
	url: z.string(),
	score: z.number(),
});
const citation = z.object({
	article_id: z.string(),
	external_id: z.string(),
	title: z.string(),
	url: z.string(),
	quote: z.string(),
});

const layout = z
	.object({
		format: z.enum(['steps', 'list', 'table', 'row']),
		parts: z.array(z.string()),
		intro: z.string().optional(),
		head: z.array(z.string()).optional(),
	})
	.meta({
		description:
			'How the text stands in the article: steps, items of a list or rows of a table with the sentence before it, or the filled cells of one row',
	});

const searchQuery = z.object({
	q: z.string().default(''),
	lang: langSchema.optional(),
	limit: z.coerce.number().int().min(1).max(50).default(10),
});

const hit = z.object({
	id: z.string().meta({ description: 'Id of the translation' }),
	external_id: z.string(),
	slug: z.string(),
	lang: z.string(),
	title: z.string(),
	excerpt: z.string(),
	url: z.string(),
	score: z.number().meta({ description: '0..1: the share of the best that the question could earn' }),
});

const askBody = z.strictObject({
	question: z.string().max(100_000),
	lang: langSchema.optional(),
	conversation_id: z.uuid().optional().meta({ description: 'One of your own: the question is read as going on in it' }),
});

const askReply = z.object({
	question_id: z.string(),
	outcome: z.enum(['answer', 'choices', 'service', 'unsure']),
	confidence: z.number().meta({ description: '0..1: how likely the first candidate is right' }),
	candidates: z.array(candidate),
	answer: z.object({ text: z.string(), citations: z.array(citation), layout: layout.optional() }).optional(),
	choices: z.array(candidate).optional(),
	service: z.object({ id: z.string(), title: z.string() }).optional().meta({ description: 'What gets it done' }),
	understood: z
		.object({ question: z.string() })
		.optional()
		.meta({ description: 'Where it was read as going on from the question before: both' }),
	lang: z.string(),
	took_ms: z.number(),
});

export const answerRoutes = [
	read({
		method: 'GET',
		path: '/search',
		tag: 'Answers',
		summary: 'Search the published articles, one result per article',
		access: 'anyone',
		query: searchQuery,
		reply: z.object({ results: z.array(hit), took_ms: z.number() }),
		handle: async ({ app, actor, query, request, address }) => {
			const fallbackLang = app.settings.get(defaultLang);
			const reply = await searchArticles(app.library, { ...query, fallbackLang });
			const { q: words, lang = fallbackLang } = query;
			if (actor.kind === 'customer' && isCounted(request.headers))
				app.tally.search({ words, lang, channel: 'api', found: reply.results.length }, address);
			return reply;
		},
	}),
	read({
		method: 'GET',
		path: '/suggestions',
		tag: 'Answers',
		summary: 'Titles that fit what is being typed',
		access: 'anyone',
		query: searchQuery.extend({ limit: z.coerce.number().int().min(1).max(10).default(6) }),
		reply: z.object({ items: z.array(z.object({ title: z.string(), url: z.string(), lang: z.string() })) }),
		handle: async ({ app, query }) => ({
			items: await suggestArticles(app.library, { ...query, fallbackLang: app.settings.get(defaultLang) }),
		}),
	}),
	read({
		method: 'POST',
		path: '/ask',
		tag: 'Answers',
		summary:
			'Ask a question; the answer is quoted from an article, or honestly unsure. With `Accept: text/event-stream` sentence by sentence',
		access: 'anyone',
		body: askBody,
		reply: askReply,
		handle: async (call, response) => {
			const { app, actor, address, body } = call;
			const left = new AbortController();
			response.once('close', () => response.writableFinished || left.abort());
			const { conversation_id: id } = body;
			const thread = id ? await threadIn(app.database.db, actor, id) : [];
			const input = { ...body, thread, channel: 'api', address, signal: left.signal };
			return wantsStream(call) ? streamed(response, askInSentences(app, actor, input)) : ask(app, actor, input);
		},
	}),
];

const wantsStream = ({ request }: Call<unknown, unknown, unknown>) =>
	(request.headers.accept ?? '').includes('text/event-stream');

/** Nothing is sent before there is something to say. */
async function streamed(
	response: ServerResponse,
	steps: AsyncGenerator<CitedSentence, AskReply>,
): Promise<typeof HANDLED> {
	const events = eventStream(response);
	for (;;) {
		const step = await steps.next();
		events.send(step.done ? 'done' : 'sentence', step.value);
		if (!step.done) continue;
		events.end();
		return HANDLED;
	}
}
