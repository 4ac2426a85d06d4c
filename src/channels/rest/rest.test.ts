import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';
import { ROUTES } from './routes.ts';

let one: TestServer;

beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const put = (id: string, body: object, as?: string | null) =>
	one.call('PUT', `/api/v1/articles/by-external-id/${encodeURIComponent(id)}`, {
		body,
		...(as !== undefined && { as }),
	});
const search = (q: string, lang = 'en') =>
	one.call('GET', `/api/v1/search?lang=${lang}&q=${encodeURIComponent(q)}`, { as: null });
const oilChange = {
	lang: 'en',
	title: 'Changing the oil',
	body: '## When\n\nChange the oil every 4,000 hours.\n',
	questions: ['how often do I change the oil'],
};
const session = async () => (await one.call('POST', '/api/v1/sessions', { body: {}, as: null })).body.token as string;

describe('articles', () => {
	test('an article that is put is searchable within a second, by everybody', async () => {
		expect((await put('oil', oilChange)).body.outcome).toBe('created');
		const found = await until(async () => (await search('oil change interval')).body.results[0], 1_000);
		expect(found).toMatchObject({ external_id: 'oil', lang: 'en', title: 'Changing the oil' });
		expect(found.excerpt).toContain('4,000 hours');
	});

	test('putting the same again changes nothing, another text makes a new version', async () => {
		await put('same', oilChange);
		expect((await put('same', oilChange)).body.outcome).toBe('unchanged');
		const { body } = await put('same', { ...oilChange, body: 'Every 2,000 hours.' });
		expect(body.outcome).toBe('updated');
		expect((await one.call('GET', `/api/v1/articles/${body.translation_id}`)).body).toMatchObject({
			version: 2,
			body: 'Every 2,000 hours.\n',
		});
	});

	test('a draft is invisible to outsiders in search, ask, suggestions and by its id', async () => {
		const { body } = await put('secret', {
			lang: 'en',
			title: 'Zanzibar pricing',
			body: 'The secret zanzibar discount is 40 %.',
			status: 'draft',
		});
		await one.app.refresher.check();
		expect(
			(await search('zanzibar discount')).body.results.map((r: { external_id: string }) => r.external_id),
		).not.toContain('secret');
		expect((await one.call('GET', '/api/v1/suggestions?q=zanzi', { as: null })).body.items).toEqual([]);
		expect((await one.call('GET', `/api/v1/articles/${body.translation_id}`, { as: null })).status).toBe(404);
		expect(
			JSON.stringify(
				(await one.call('POST', '/api/v1/ask', { body: { question: 'zanzibar discount' }, as: null })).body,
			),
		).not.toContain('40 %');
	});

	test('an archived article is gone from search at once', async () => {
		await put('brief', { lang: 'en', title: 'Quokka', body: 'All about the quokka.' });
		await until(async () => (await search('quokka')).body.results[0]?.external_id === 'brief');
		await put('brief', { lang: 'en', title: 'Quokka', body: 'All about the quokka.', status: 'archived' });
		await until(async () => (await search('quokka')).body.results[0]?.external_id !== 'brief', 1_000);
	});

	test('an import reports each bad line and takes the good ones', async () => {
		const lines = [
			JSON.stringify({ external_id: 'a', ...oilChange }),
			'{broken',
			JSON.stringify({ external_id: 'b', lang: '?!', title: 'x', body: '' }),
			JSON.stringify({ external_id: 'c', lang: 'zh', title: '换油', body: '每 4000 小时换油。' }),
		].join('\n');
		const { status, body } = await one.call('POST', '/api/v1/articles/import', {
			raw: lines,
			headers: { 'content-type': 'application/x-ndjson' },
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			created: 2,
			failed: [
				{ line: 2, code: 'invalid_json' },
				{ line: 3, code: 'lang_invalid' },
			],
		});
		const again = await one.call('POST', '/api/v1/articles/import', {
			raw: lines,
			headers: { 'content-type': 'application/x-ndjson' },
		});
		expect(again.body).toMatchObject({ created: 0, unchanged: 2 });
		await until(async () => (await search('换油', 'zh')).body.results[0]?.lang === 'zh-Hans');
	});

	test('a dry run keeps nothing', async () => {
		const raw = JSON.stringify({ external_id: 'dry', ...oilChange });
		const { body } = await one.call('POST', '/api/v1/articles/import?dry_run=true', {
			raw,
			headers: { 'content-type': 'application/x-ndjson' },
		});
		expect(body.created).toBe(1);
		expect(
			await one.app.database.db.selectFrom('articles').select('id').where('external_id', '=', 'dry').executeTakeFirst(),
		).toBeUndefined();
	});

	test('what the database could not keep is cleaned or refused, never a 500', async () => {
		const title = 'nul \u0000 and half \ud800 a pair';
		expect((await put('odd', { lang: 'en', title, body: 'x \u0000 y' })).status).toBe(200);
		expect((await one.call('GET', '/api/v1/search?q=%00%ff%ed%a0%80')).status).toBe(200);
		expect((await one.call('DELETE', '/api/v1/redirects/en/no%00where')).status).toBe(404);
	});
});

describe('ask', () => {
	test('answers word for word with its source', async () => {
		await put('belt', {
			lang: 'en',
			title: 'Belt tension',
			body: '## Checking\n\nThe belt may give 8 mm at 20 N.\n',
			questions: ['how tight should the belt be', 'belt tension value', 'belt too loose'],
		});
		await until(async () => (await search('belt')).body.results[0]?.external_id === 'belt');
		const { body } = await one.call('POST', '/api/v1/ask', {
			body: { question: 'how tight should the belt be', lang: 'en' },
			as: null,
		});
		expect(body.candidates[0].external_id).toBe('belt');
		expect(body.confidence).toBeGreaterThan(0);
		expect(body.answer?.citations[0].quote).toBe('The belt may give 8 mm at 20 N.');
	});

	test('what is a wish and no question names the service that gets it done', async () => {
		const ask = async (question: string) =>
			(await one.call('POST', '/api/v1/ask', { body: { question, lang: 'vi' }, as: null })).body;
		expect(await ask('tôi muốn đặt lịch kỹ thuật viên đến bảo trì')).toMatchObject({
			outcome: 'service',
			service: { id: 'book-visit', title: 'Đặt lịch hẹn kỹ thuật viên' },
		});
		expect(await ask('how tight should the belt be')).not.toHaveProperty('service');
	});

	test('streams sentences and ends with the whole', async () => {
		const { body, headers } = await one.call('POST', '/api/v1/ask', {
			body: { question: 'belt tension' },
			headers: { accept: 'text/event-stream' },
		});
		expect(headers.get('content-type')).toContain('text/event-stream');
		expect(body).toMatch(/event: done\ndata: \{"question_id"/);
	});

	test.each([
		'😀😀😀',
		"'; drop table questions; --",
		'<script>alert(1)</script>',
		'(a+)+$',
		'x'.repeat(10_000),
		'oil 油 dầu น้ำมัน масло',
		'%',
		'‮abc',
	])('survives %j', async (question) => {
		const { status, body } = await one.call('POST', '/api/v1/ask', { body: { question }, as: null });
		expect(status).toBe(200);
		expect(['answer', 'choices', 'service', 'unsure']).toContain(body.outcome);
	});

	test('an empty question is refused with a field error', async () => {
		const { status, body } = await one.call('POST', '/api/v1/ask', { body: { question: '  ' }, as: null });
		expect([status, body.code, body.errors[0].path]).toEqual([422, 'invalid_input', 'question']);
	});

	test('is logged for staff with the rating of whoever asked, and nobody else may rate', async () => {
		const [mine, other] = await Promise.all([session(), session()]);
		const { body } = await one.call('POST', '/api/v1/ask', {
			body: { question: 'why is my belt squealing' },
			as: mine,
		});
		const rating = { solved: false, missing: 'the noise' };
		expect(
			(await one.call('PUT', `/api/v1/questions/${body.question_id}/rating`, { body: rating, as: other })).status,
		).toBe(404);
		expect(
			(await one.call('PUT', `/api/v1/questions/${body.question_id}/rating`, { body: rating, as: mine })).status,
		).toBe(204);
		const log = await one.call('GET', '/api/v1/questions?limit=1');
		expect(log.body.items[0]).toMatchObject({
			id: body.question_id,
			text: 'why is my belt squealing',
			solved: false,
			missing: 'the noise',
			channel: 'api',
		});
	});
});

describe('the door', () => {
	test('a token is never kept for a repeat', async () => {
		const begin = () => one.call('POST', '/api/v1/sessions', { body: {}, headers: { 'idempotency-key': 'k2' } });
		const tokens = [(await begin()).body.token, (await begin()).body.token];
		expect(new Set(tokens).size).toBe(2);
		const kept = await one.app.database.db.selectFrom('idempotency_keys').select('reply').execute();
		expect(JSON.stringify(kept)).not.toContain('ct_');
	});

	test('problems are RFC 9457 with a stable code', async () => {
		const { status, headers, body } = await one.call('GET', '/api/v1/nothing');
		expect([status, headers.get('content-type'), body.code]).toEqual([404, 'application/problem+json', 'not_found']);
		const wrong = await one.call('DELETE', '/api/v1/search');
		expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
	});

	test('broken JSON, broken UTF-8, a wrong type and too much are each said clearly', async () => {
		const json = { 'content-type': 'application/json' };
		const ask = (raw: string | Uint8Array) => one.call('POST', '/api/v1/ask', { raw, headers: json });
		expect((await ask('{')).body.code).toBe('invalid_json');
		expect((await ask(new Uint8Array([0x22, 0xff, 0x22]))).body.code).toBe('invalid_json');
		expect((await ask('{"question": 7}')).body).toMatchObject({
			code: 'invalid_input',
			errors: [{ path: 'question' }],
		});
		expect((await ask('[]')).body.code).toBe('invalid_input');
		expect((await ask(`{"question":"${'x'.repeat(3_000_000)}"}`)).status).toBe(413);
		expect(
			(await one.call('POST', '/api/v1/articles/import', { raw: 'x', headers: { 'content-type': 'image/png' } }))
				.status,
		).toBe(415);
	});

	test('an unknown or revoked key is refused', async () => {
		expect((await one.call('GET', '/api/v1/questions', { as: 'sk_unknown_unknown_unknown' })).status).toBe(401);
		const made = await one.call('POST', '/api/v1/keys', { body: { name: 'reader', scopes: ['questions:read'] } });
		expect((await one.call('GET', '/api/v1/questions', { as: made.body.token })).status).toBe(200);
		expect((await put('x', oilChange, made.body.token)).status).toBe(403);
		const keys: { id: string; last_used_at: string | null }[] = (await one.call('GET', '/api/v1/keys')).body.items;
		expect([made.body.last_used_at, keys.find(({ id }) => id === made.body.id)?.last_used_at]).toEqual([
			null,
			expect.any(String),
		]);
		await one.call('DELETE', `/api/v1/keys/${made.body.id}`);
		await until(
			async () => (await one.call('GET', '/api/v1/questions', { as: made.body.token })).status === 401,
			3_000,
		);
	});

	test('a key hands out no more than it holds', async () => {
		const { body } = await one.call('POST', '/api/v1/keys', { body: { name: 'clerk', scopes: ['keys:write'] } });
		expect(
			(await one.call('POST', '/api/v1/keys', { body: { name: 'x', scopes: ['*'] }, as: body.token })).status,
		).toBe(403);
	});

	test('every route that needs a scope refuses nobody and customers', async () => {
		const customer = await session();
		for (const route of ROUTES.filter((candidate) => candidate.access !== 'anyone'))
			for (const as of [null, customer]) {
				const path = `/api/v1${route.path.replace(/\{\w+\}/g, newId())}`;
				const { status } = await one.call(route.method, path, { as, ...(route.method !== 'GET' && { body: {} }) });
				expect([route.path, status]).toEqual([route.path, 401]);
			}
	});

	test('the reference names every route and its schemas', async () => {
		const { body } = await one.call('GET', '/api/v1/openapi.json', { as: null });
		expect(body.openapi).toBe('3.1.1');
		for (const route of ROUTES)
			expect(body.paths[route.path]?.[route.method.toLowerCase()]?.summary).toBe(route.summary);
		expect(body.paths['/ask'].post.requestBody.content['application/json'].schema.properties.question.type).toBe(
			'string',
		);
		expect((await one.call('GET', '/api/docs', { as: null })).body).toContain('/articles/import');
	});
});
