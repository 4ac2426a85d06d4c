import { gatherGaps, searchQuestions } from '#modules/gaps/index.ts';
import { rollAll } from './roll.ts';
import type { TestServer } from './server.ts';

/** A customer of the API, who asks and says whether it helped. */
export async function newCustomer(one: TestServer) {
	const { body } = await one.call('POST', '/api/v1/sessions', { as: null, body: {} });
	const { token: as, customer_id: id } = body as { token: string; customer_id: string };
	const ask = async (question: string, lang = 'en'): Promise<string> =>
		(await one.call('POST', '/api/v1/ask', { as, body: { question, lang } })).body.question_id;
	const rate = (question: string, solved: boolean) =>
		one.call('PUT', `/api/v1/questions/${question}/rating`, { as, body: { solved } });
	return { id, ask, rate };
}

/** What the worker does with new questions every minute. */
export async function rollQuestions(one: TestServer): Promise<void> {
	await rollAll(one.app, searchQuestions, gatherGaps);
}

/** Published as the import would, and searchable. */
export async function publishArticles(one: TestServer, articles: object[]): Promise<string[]> {
	const ids: string[] = [];
	for (const [i, article] of articles.entries()) {
		const path = `/api/v1/articles/by-external-id/a${i}`;
		const { body } = await one.call('PUT', path, { body: { lang: 'en', status: 'published', ...article } });
		ids.push(body.article_id);
	}
	await one.app.refresher.check();
	await one.app.scorer.settled();
	return ids;
}
