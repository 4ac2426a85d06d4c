import { z } from 'zod';
import { defaultLang } from '#core/brand.ts';
import { ask } from '#modules/assistant/index.ts';
import { searchArticles } from '#modules/knowledge/index.ts';
import { langSchema } from '../../rest/schemas.ts';
import { articleText, linkTo } from '../articles.ts';
import { toolName } from '../tell-turn.ts';
import { tool } from '../tool.ts';

const reader = { lang: langSchema.optional() };
const found = z.object({
	external_id: z.string(),
	title: z.string(),
	lang: z.string(),
	excerpt: z.string(),
	url: z.string(),
	score: z.number(),
});
const cited = z.object({ external_id: z.string(), title: z.string(), url: z.string(), quote: z.string() });
const choice = cited.omit({ quote: true });
const offered = z.object({ id: z.string(), title: z.string(), tool: z.string() });

const search = tool({
	name: 'search',
	title: 'Search',
	description: 'Finds articles of the help centre by words or by a question, best first. read_article reads one whole.',
	input: z.strictObject({ query: z.string().min(1).max(2_000), limit: z.int().min(1).max(20).default(8), ...reader }),
	output: z.object({ results: z.array(found) }),
	reads: true,
	run: async ({ app, address, origin, lang: reads }, { query: q, limit, lang: asked = reads }) => {
		const fallbackLang = app.settings.get(defaultLang);
		const { results: hits } = await searchArticles(app.library, { q, lang: asked, limit, fallbackLang });
		app.tally.search({ words: q, lang: asked ?? fallbackLang, channel: 'mcp', found: hits.length }, address);
		const results = hits.map(({ external_id, title, lang: own, excerpt, url, score }) => ({
			external_id,
			title,
			lang: own,
			excerpt,
			url: origin + url,
			score,
		}));
		const lines = results.map(
			({ external_id, title, excerpt, url }) => `- ${title} (${external_id}) ${url}\n  ${excerpt}`,
		);
		return { text: lines.join('\n') || 'Nothing was found.', data: { results }, links: results.map(linkTo) };
	},
});

const question = tool({
	name: 'ask',
	title: 'Ask a question',
	description:
		'Answers a question from the published articles, word for word and with its source, or says honestly that it is not sure. Tells which service gets it done, where it is a wish.',
	input: z.strictObject({ question: z.string().min(1).max(2_000), ...reader }),
	output: z.object({
		outcome: z.enum(['answer', 'choices', 'service', 'unsure']),
		confidence: z.number().meta({ description: '0..1: how likely the first article is the right one' }),
		answer: z.object({ text: z.string(), citations: z.array(cited) }).optional(),
		choices: z.array(choice).optional(),
		service: offered.optional(),
	}),
	reads: true,
	run: async (call, { question: text, lang: asked = call.lang }) => {
		const { app, actor, address, origin } = call;
		const reply = await ask(app, actor, { question: text, lang: asked, channel: 'mcp', address });
		const service = reply.service && { ...reply.service, tool: toolName(reply.service) };
		const whole = (url: string) => origin + url;
		const citations = (reply.answer?.citations ?? []).map(({ external_id, title, url, quote }) => ({
			external_id,
			title,
			url: whole(url),
			quote,
		}));
		const choices = reply.choices?.map(({ external_id, title, url }) => ({ external_id, title, url: whole(url) }));
		const answer = reply.answer && { text: reply.answer.text, citations };
		const said = answer
			? `${answer.text}\n\n${citations.map(({ title, url }) => `Source: ${title} ${url}`).join('\n')}`
			: (choices ?? []).map(({ title, external_id, url }) => `- ${title} (${external_id}) ${url}`).join('\n') ||
				'There is no sure answer to this. talk_to_a_person passes it on.';
		const hint = service ? `\n\nThe service ${service.tool} gets this done: ${service.title}` : '';
		return {
			text: said + hint,
			data: {
				outcome: reply.outcome,
				confidence: reply.confidence,
				...(answer && { answer }),
				...(choices && { choices }),
				...(service && { service }),
			},
			links: [...citations, ...(choices ?? [])].map(linkTo),
		};
	},
});

const article = tool({
	name: 'read_article',
	title: 'Read an article',
	description: 'One published article as Markdown, by the external_id that search and ask name.',
	input: z.strictObject({ external_id: z.string().min(1).max(200), ...reader }),
	reads: true,
	run: async (call, { external_id, lang: asked = call.lang }) => {
		const { text, url } = await articleText(call, external_id, asked);
		return { text: `${text}\n\n${url}` };
	},
});

export const answerTools = [search, question, article];
