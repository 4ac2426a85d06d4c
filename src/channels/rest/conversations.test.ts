import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../tests/support/server.ts';

let one: TestServer;

beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const session = async () => (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;

test('a customer reads their own, the team all, others nothing', async () => {
	const [mine, other] = await Promise.all([session(), session()]);
	const opened = await one.call('POST', '/api/v1/conversations', {
		body: { text: 'My compressor stands still', email: 'ann@example.com' },
		as: mine,
	});
	expect(opened.status).toBe(201);
	const path = `/api/v1/conversations/${opened.body.id}`;
	const statuses = await Promise.all(
		[mine, one.key, other, null].map(async (as) => (await one.call('GET', path, { as })).status),
	);
	expect(statuses).toEqual([200, 200, 404, 404]);
	expect((await one.call('GET', path)).body).toMatchObject({
		subject: 'My compressor stands still',
		identities: [{ value: 'ann@example.com', level: 'claimed' }],
	});
});

test('what travels with it are the customer’s own question and articles that are published', async () => {
	const [mine, other] = await Promise.all([session(), session()]);
	const put = (name: string, status: string) =>
		one.call('PUT', `/api/v1/articles/by-external-id/${name}`, {
			body: { lang: 'en', title: `About ${name}`, body: 'Text.', status },
		});
	const [shown, hidden] = (await Promise.all([put('gaskets', 'published'), put('secrets', 'draft')])).map(
		({ body }) => body.article_id as string,
	);
	const { body: asked } = await one.call('POST', '/api/v1/ask', { body: { question: 'Xyzzy plugh?' }, as: other });
	const seenOf = async (as: string) => {
		const seen = { question_id: asked.question_id, articles: [shown, hidden] };
		const { body } = await one.call('POST', '/api/v1/conversations', { body: { text: 'Help', seen }, as });
		return (await one.call('GET', `/api/v1/conversations/${body.id}`, { as })).body.seen;
	};
	expect((await seenOf(mine)).articles).toEqual([
		{ id: shown, title: 'About gaskets', url: '/en/articles/about-gaskets' },
	]);
	expect(await seenOf(mine)).not.toHaveProperty('question');
	expect(await seenOf(other)).toMatchObject({ question: 'Xyzzy plugh?', question_id: asked.question_id });
});

test('a repeated POST under one Idempotency-Key opens one conversation', async () => {
	const as = await session();
	const send = (text: string, key = 'k1') =>
		one.call('POST', '/api/v1/conversations', { body: { text }, as, headers: { 'idempotency-key': key } });
	const [first, second] = [await send('hello'), await send('hello')];
	expect(second.body).toEqual(first.body);
	expect((await send('something else')).body.code).toBe('key_reused');
	// Cut short, two of them could be the same.
	expect((await send('hello', 'k'.repeat(256))).body.code).toBe('invalid_input');
});
