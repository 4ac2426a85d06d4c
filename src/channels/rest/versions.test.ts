import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';
import { newArticle } from '../../../tests/support/writing.ts';

let one: TestServer;

beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

/** An article in three versions; answers the address of its history. */
async function written(name: string, more: object = {}) {
	const put = async (text: string) =>
		(
			await one.call('PUT', `/api/v1/articles/by-external-id/${name}`, {
				body: { lang: 'zh', title: `${name} ${text}`, body: `About ${text}.`, questions: [`${text}?`], ...more },
			})
		).body as { article_id: string; translation_id: string };
	await put('anchors');
	await put('buoys');
	const { article_id, translation_id } = await put('cables');
	return { put, translation_id, history: `/api/v1/articles/${article_id}/translations/zh/versions` };
}

const keyWith = async (...scopes: string[]) =>
	(await one.call('POST', '/api/v1/keys', { body: { name: 'some', scopes } })).body.token as string;

test('versions are listed newest first, page by page, and each can be read', async () => {
	const { history } = await written('listed');
	const first = await one.call('GET', `${history}?limit=2`);
	expect(first.body.items).toMatchObject([
		{ version: 3, title: 'listed cables', status: 'published', source: 'import', actor: { kind: 'key' } },
		{ version: 2, title: 'listed buoys' },
	]);
	const rest = await one.call('GET', `${history}?limit=2&cursor=${first.body.next_cursor}`);
	expect(rest.body).toMatchObject({ items: [{ version: 1 }], next_cursor: null });
	expect((await one.call('GET', `${history}/1`)).body).toMatchObject({
		body: 'About anchors.\n',
		questions: ['anchors?'],
	});
	for (const nowhere of [
		`${history}/4`,
		history.replace('/zh/', '/th/'),
		history.replace(/[^/]+(?=\/translations)/, newId()),
	])
		expect([nowhere, (await one.call('GET', nowhere)).status]).toEqual([nowhere, 404]);
});

test('an old version comes back as a new one, is found again, and what came between stays in the history', async () => {
	const { history, translation_id, put } = await written('restored');
	const found = (word: string) => one.call('GET', `/api/v1/search?q=restored ${word}`, { as: null });
	const titles = async (word: string) =>
		((await found(word)).body.results as { title: string }[]).map(({ title }) => title);
	const reply = await one.call('POST', history, { body: { from: 1 } });
	expect([reply.status, reply.body]).toEqual([201, { version: 4, outcome: 'restored', missing_files: [] }]);
	const { body } = await one.call('GET', `/api/v1/articles/${translation_id}`);
	expect(body).toMatchObject({
		title: 'restored anchors',
		body: 'About anchors.\n',
		slug: 'restored-anchors',
		status: 'published',
	});
	await until(async () => (await titles('anchors'))[0] === 'restored anchors');
	expect((await one.call('GET', history)).body.items.map(({ version }: { version: number }) => version)).toEqual([
		4, 3, 2, 1,
	]);
	expect((await one.call('POST', history, { body: { from: 4 } })).body).toMatchObject({
		version: 4,
		outcome: 'unchanged',
	});
	await put('dinghies');
	expect((await one.call('GET', `/api/v1/articles/${translation_id}`)).body.title).toBe('restored anchors');
});

test('a version of what was only begun gives it an address from its title', async () => {
	const { article_id, at, read } = await newArticle(one, { title: 'Only begun' });
	// What is translated is kept as a version.
	await one.call('POST', `/api/v1/articles/${article_id}/translations`, { body: { lang: 'th' } });
	expect((await one.call('POST', `${at}/versions`, { body: { from: 1 } })).status).toBe(201);
	expect(await read()).toMatchObject({ version: 2, slug: 'only-begun' });
});

test('a draft stays a draft', async () => {
	const { history, translation_id } = await written('hidden', { status: 'draft' });
	expect((await one.call('POST', history, { body: { from: 2 } })).body.version).toBe(4);
	expect((await one.call('GET', `/api/v1/articles/${translation_id}`)).body).toMatchObject({
		status: 'draft',
		title: 'hidden buoys',
	});
	expect((await one.call('GET', `/api/v1/articles/${translation_id}`, { as: null })).status).toBe(404);
});

test('a file that the old text shows and that is gone is named', async () => {
	const upload = await one.call('POST', '/api/v1/files?name=a.txt', {
		raw: 'The picture',
		headers: { 'content-type': 'text/plain' },
	});
	const { history } = await written('pictured', { body: `See [it](${upload.body.address}).` });
	const bring = async () => (await one.call('POST', history, { body: { from: 1 } })).body.missing_files;
	expect(await bring()).toEqual([]);
	await one.app.database.db.deleteFrom('files').where('id', '=', upload.body.id).execute();
	expect(await bring()).toEqual([upload.body.id]);
});

test('reading the history needs knowledge:read, bringing back knowledge:write', async () => {
	const { history } = await written('guarded');
	const [reader, writer, other] = [
		await keyWith('knowledge:read'),
		await keyWith('knowledge:write'),
		await keyWith('questions:read'),
	];
	expect((await one.call('GET', history, { as: reader })).status).toBe(200);
	for (const as of [reader, other])
		expect((await one.call('POST', history, { as, body: { from: 1 } })).status).toBe(403);
	expect((await one.call('GET', history, { as: other })).status).toBe(403);
	expect((await one.call('POST', history, { as: writer, body: { from: 1 } })).status).toBe(201);
	expect((await one.call('POST', history, { as: writer, body: { from: 99 } })).status).toBe(404);
});
