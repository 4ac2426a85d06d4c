import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	addressesByExternalId,
	articleCards,
	articlesIn,
	articlesOf,
	countPublished,
	listCollections,
	publishedAddresses,
	readArticle,
	recentArticles,
	sitemapPart,
} from '#modules/knowledge/index.ts';
import { purgeTrash } from '#modules/knowledge/organise/purge-trash.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestServer;
const DAY = 86_400_000;
let at = Date.parse('2026-03-01T09:00:00Z');

beforeAll(async () => {
	one = await testServer({ clock: () => new Date(at) });
});
afterAll(() => one.stop());

const PREFER = ['en'];

async function put(name: string, more: object = {}) {
	const body = { lang: 'en', title: name, body: `All about ${name}.`, collection: 'shells', ...more };
	const reply = await one.call('PUT', `/api/v1/articles/by-external-id/${name}`, { body });
	return { status: reply.status, ...(reply.body as { article_id: string; translation_id: string; code?: string }) };
}

async function act(kind: string, ids: string[]) {
	const { body } = await one.call('POST', '/api/v1/knowledge/acts', { body: { kind, ids } });
	return body as { id: string; changed: number; failed: { code: string }[] };
}

/** Every way in which a customer could come upon it, with whether it is there. */
async function traces(
	name: string,
	{ article_id, translation_id }: { article_id: string; translation_id: string },
	file: string,
) {
	const { db } = one.app.database;
	const call = (path: string) => one.call('GET', path, { as: null });
	const found = async (path: string, list: string) =>
		((await call(path)).body[list] as { title: string }[]).some(({ title }) => title === name);
	return {
		search: await found(`/api/v1/search?q=${name}`, 'results'),
		suggestions: await found(`/api/v1/suggestions?q=${name}`, 'items'),
		api: (await call(`/api/v1/articles/${translation_id}`)).status === 200,
		file: (await call(file)).status === 200,
		page: (await readArticle(db, name, PREFER)) !== undefined,
		redirect: (await readArticle(db, `old-${name}`, PREFER)) !== undefined,
		sitemap: (await sitemapPart(db, 0, 1_000)).some(({ path }) => path.endsWith(`/${name}`)),
		count: (await countPublished(db)) > 0,
		feed: (await articlesIn(db, { lang: 'en', limit: 100 })).some(({ id }) => id === translation_id),
		recent: (await recentArticles(db, PREFER, 100)).some((row) => row.article_id === article_id),
		collection: (await articlesOf(db, 'shells', PREFER)).some((row) => row.article_id === article_id),
		counted: (await listCollections(db, PREFER)).some(({ articles }) => articles > 0),
		card: (await articleCards(db, [article_id], PREFER)).length > 0,
		stable_link: (await addressesByExternalId(db, [name], PREFER)).length > 0,
		llms: (await publishedAddresses(db, { lang: 'en', limit: 100 })).some(({ title }) => title === name),
		library: one.app.library.cards.get([translation_id]).length > 0,
	};
}

const all = (value: boolean, of: object) => Object.fromEntries(Object.keys(of).map((key) => [key, value]));

test('what is in the trash customers meet nowhere, and all of it comes back', async () => {
	const upload = await one.call('POST', '/api/v1/files?name=a.txt', {
		raw: 'x',
		headers: { 'content-type': 'text/plain' },
	});
	const text = { body: `All about [it](${upload.body.address}).` };
	const conch = await put('conch', { ...text, slug: 'old-conch' });
	await put('conch', { ...text, slug: 'conch' });
	await until(() => one.app.library.cards.get([conch.translation_id])[0]?.slug === 'conch');
	const there = await traces('conch', conch, upload.body.address);
	expect(there).toEqual(all(true, there));
	const { id, changed } = await act('trash', [conch.article_id]);
	expect(changed).toBe(1);
	await until(() => one.app.library.cards.get([conch.translation_id]).length === 0);
	expect(await traces('conch', conch, upload.body.address)).toEqual(all(false, there));
	expect((await one.call('GET', '/api/v1/articles')).body.items).toEqual([]);
	expect((await act('trash', [conch.article_id])).failed).toMatchObject([{ code: 'in_trash' }]);
	expect((await act('archive', [conch.article_id])).failed).toMatchObject([{ code: 'in_trash' }]);
	const { items } = (await one.call('GET', '/api/v1/knowledge/articles?state=trash')).body;
	expect(items).toMatchObject([
		{ title: 'conch', trashed_at: '2026-03-01T09:00:00.000Z', translations: [{ status: 'published' }] },
	]);
	expect((await one.call('POST', `/api/v1/knowledge/acts/${id}/undo`)).body).toMatchObject({ changed: 1, failed: [] });
	await until(() => one.app.library.cards.get([conch.translation_id]).length === 1);
	expect(await traces('conch', conch, upload.body.address)).toEqual(all(true, there));
	expect((await act('restore', [conch.article_id])).failed).toMatchObject([{ code: 'not_in_trash' }]);
});

test('nothing publishes what is in the trash: no import, no editor, no schedule, no new language', async () => {
	const { article_id, translation_id } = await put('cowrie', { status: 'draft' });
	await act('trash', [article_id]);
	expect(await put('cowrie', { body: 'Again.' })).toMatchObject({ status: 409, code: 'conflict' });
	expect(await put('cowrie', { lang: 'vi' })).toMatchObject({ status: 409, code: 'conflict' });
	const place = `/api/v1/articles/${article_id}/translations/en`;
	const { revision } = (await one.call('GET', `${place}/draft`)).body;
	expect((await one.call('POST', `${place}/publication`, { body: { revision } })).status).toBe(409);
	const direct = one.app.database.db
		.updateTable('translations')
		.set({ status: 'published' })
		.where('id', '=', translation_id);
	await expect(direct.execute()).rejects.toMatchObject({ code: 'SN409' });
	const { body } = await one.call('POST', '/api/v1/articles/import', {
		raw: JSON.stringify({ external_id: 'cowrie', lang: 'en', title: 'x', body: 'y' }),
		headers: { 'content-type': 'application/x-ndjson' },
	});
	expect(body).toMatchObject({ created: 0, updated: 0, failed: [{ line: 1, code: 'conflict' }] });
});

test('publishing and throwing away at the same moment never leaves a published article in the trash', async () => {
	for (const name of ['tellin', 'triton', 'turban', 'tulip']) {
		const { article_id } = await put(name, { status: 'draft' });
		await Promise.all([
			act('trash', [article_id]),
			one.call('POST', '/api/v1/knowledge/acts', {
				body: { kind: 'set_status', ids: [article_id], lang: 'en', status: 'published' },
			}),
			put(name, { lang: 'vi' }),
			put(name, { body: 'Published.', status: 'published' }),
		]);
	}
	const both = await one.app.database.db
		.selectFrom('translations as t')
		.innerJoin('trashings as x', 'x.article_id', 't.article_id')
		.select(['t.slug', 't.status'])
		.execute();
	expect(both.filter(({ status }) => status === 'published')).toEqual([]);
	expect(both.length).toBeGreaterThanOrEqual(4);
});

test('after thirty days it is gone for good, with its files and history; what was thrown away later is not', async () => {
	const { db } = one.app.database;
	const upload = await one.call('POST', '/api/v1/files?name=b.txt', {
		raw: 'y',
		headers: { 'content-type': 'text/plain' },
	});
	const old = await put('murex', { body: `See [it](${upload.body.address}).` });
	const young = await put('whelk');
	const { id } = await act('trash', [old.article_id]);
	at += 20 * DAY;
	await act('trash', [young.article_id]);
	at += 10 * DAY + 1;
	await purgeTrash(one.app);
	const left = await db
		.selectFrom('articles')
		.select('id')
		.where('id', 'in', [old.article_id, young.article_id])
		.execute();
	expect(left).toEqual([{ id: young.article_id }]);
	const versions = db
		.selectFrom('translation_versions')
		.select('version')
		.where('translation_id', '=', old.translation_id);
	expect(await versions.execute()).toEqual([]);
	const file = await db
		.selectFrom('files')
		.select(['owner_id', 'uploaded_by'])
		.where('id', '=', upload.body.id)
		.executeTakeFirst();
	expect(file).toEqual({ owner_id: null, uploaded_by: 'nobody' });
	expect((await act('restore', [old.article_id])).failed).toMatchObject([{ code: 'not_found' }]);
	expect((await one.call('POST', `/api/v1/knowledge/acts/${id}/undo`)).status).toBe(404);
	const facts = await db
		.selectFrom('events')
		.select('name')
		.where('subject_id', '=', old.article_id)
		.orderBy('seq')
		.execute();
	expect(facts.map(({ name }) => name)).toEqual(['article.trashed', 'article.purged']);
});
