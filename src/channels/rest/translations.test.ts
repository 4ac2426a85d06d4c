import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { docOf, newArticle, writerOf } from '../../../tests/support/writing.ts';

let one: TestServer;

beforeAll(async () => {
	one = await testServer();
});
afterAll(() => one.stop());

const TEXT = { a: 'Drain the tank.', b: 'Change the oil.', c: 'Close the lid.', d: 'Done.' };

/** An English article that is published, and its Thai translation just begun. */
async function translated(title: string) {
	const english = await newArticle(one, { title, body: docOf(TEXT) });
	await english.publish();
	const all = `/api/v1/articles/${english.article_id}/translations`;
	const begun = await one.call('POST', all, { body: { lang: 'th' } });
	return { english, all, begun, thai: writerOf(one, english.article_id, 'th') };
}

const publishedAs = async (
	english: { save(text: object): Promise<unknown>; publish(): Promise<unknown> },
	texts: Record<string, string>,
) => {
	await english.save({ body: docOf(texts) });
	await english.publish();
};

test('a new article may be untitled, in a collection, under a name of its own or one that is made', async () => {
	await one.call('PUT', '/api/v1/collections/guides', { body: {} });
	const made = await one.call('POST', '/api/v1/articles', { body: { lang: 'zh', collection: 'guides' } });
	expect([made.status, made.body]).toMatchObject([
		201,
		{ lang: 'zh-Hans', external_id: expect.stringMatching(/^article-/) },
	]);
	expect(await writerOf(one, made.body.article_id, 'zh').read()).toMatchObject({
		collection: 'guides',
		status: 'draft',
		version: 0,
		has_draft: true,
		source_lang: null,
		text: { title: '', slug: null, body: { type: 'doc', content: [] } },
	});
	const named = () => one.call('POST', '/api/v1/articles', { body: { lang: 'en', external_id: 'oil' } });
	expect([(await named()).status, (await named()).status]).toEqual([201, 409]);
	const nowhere = await one.call('POST', '/api/v1/articles', { body: { lang: 'en', collection: 'nowhere' } });
	expect(nowhere.body.errors).toMatchObject([{ path: 'collection', code: 'unknown' }]);
	expect(
		(await one.call('GET', `/api/v1/articles/${made.body.article_id}/translations/zh/versions`)).body.items,
	).toEqual([]);
});

test('a translation begins with the blocks of its source, and knows which of them are still in its language', async () => {
	const { begun, thai, all } = await translated('Oil');
	expect([begun.status, begun.body]).toMatchObject([201, { lang: 'th', source_lang: 'en' }]);
	const state = await thai.read();
	expect(state).toMatchObject({ source_lang: 'en', text: { title: 'Oil', body: docOf(TEXT) } });
	await thai.save({ body: docOf({ ...TEXT, a: 'ระบายถัง', b: 'เปลี่ยนน้ำมัน' }) });
	const source = await one.call('GET', `${thai.at}/source`);
	expect(source.body).toMatchObject({
		lang: 'en',
		version: 1,
		title: 'Oil',
		body: docOf(TEXT),
		is_tracked: true,
		changes: [],
		untranslated: ['c', 'd'],
	});
	expect((await one.call('POST', all, { body: { lang: 'th' } })).status).toBe(409);
	expect((await one.call('GET', `${thai.at.replace('/th', '/en')}/source`)).status).toBe(404);
	expect((await one.call('GET', all.replace(/[^/]+(?=\/translations)/, newId()))).status).toBe(404);
});

test('paragraphs of the source that changed, came and went are told with both texts, until they are caught up with', async () => {
	const { english, thai, all } = await translated('Behind');
	await publishedAs(english, { a: TEXT.a, b: 'Change the oil and the filter.', e: 'Wipe it.', d: TEXT.d });
	const listed = await one.call('GET', all);
	expect(listed.body).toMatchObject({
		source_lang: 'en',
		items: [
			{ lang: 'en', is_source: true, behind: null },
			{ lang: 'th', is_source: false, behind: 3, has_draft: true, title: 'Behind' },
		],
	});
	const changes = [
		{ id: 'b', kind: 'changed', version: 1, old: TEXT.b, new: 'Change the oil and the filter.' },
		{ id: 'e', kind: 'added', version: null, old: null, new: 'Wipe it.' },
		{ id: 'c', kind: 'removed', version: 1, old: TEXT.c, new: null },
	];
	expect((await one.call('GET', `${thai.at}/source`)).body).toMatchObject({ version: 2, changes });
	const see = (version: number, blocks: string[] | 'all') =>
		one.call('PUT', `${thai.at}/source/seen`, { body: { version, blocks } });
	await publishedAs(english, { a: TEXT.a, b: 'Change both.', e: 'Wipe it.', d: TEXT.d });
	// What was looked at is not what stands there now.
	expect((await see(2, ['b', 'c'])).body.changes).toEqual([
		{ id: 'b', kind: 'changed', version: 2, old: 'Change the oil and the filter.', new: 'Change both.' },
		{ id: 'e', kind: 'added', version: null, old: null, new: 'Wipe it.' },
	]);
	expect((await see(3, 'all')).body.changes).toEqual([]);
	expect((await see(9, 'all')).status).toBe(404);
	expect((await one.call('GET', all)).body.items[1].behind).toBe(0);
});

test('what was marked as up to date is marked as behind again', async () => {
	const { english, thai } = await translated('Too soon');
	await publishedAs(english, { a: TEXT.a, b: 'Change both.', e: 'Wipe it.', d: TEXT.d });
	const changes = async () => (await one.call('GET', `${thai.at}/source`)).body.changes;
	const see = (version: number | null, blocks: string[] | 'all') =>
		one.call('PUT', `${thai.at}/source/seen`, { body: { version, blocks } });
	const before = await changes();
	expect((await see(2, 'all')).body.changes).toEqual([]);
	await see(1, ['b', 'c']);
	expect((await see(null, ['e'])).body.changes).toEqual(before);
	expect(await changes()).toEqual(before);
	expect((await see(null, 'all')).body).toMatchObject({ is_tracked: false, changes: [] });
});

test('a source that is not published yet can be translated, and tells what changed all the same', async () => {
	const english = await newArticle(one, { title: 'Early', body: docOf(TEXT) });
	await one.call('POST', `/api/v1/articles/${english.article_id}/translations`, { body: { lang: 'th' } });
	await english.save({ body: docOf({ ...TEXT, a: 'Empty the tank.' }) });
	const thai = writerOf(one, english.article_id, 'th');
	const change = { id: 'a', kind: 'changed', old: TEXT.a, new: 'Empty the tank.' };
	expect((await one.call('GET', `${thai.at}/source`)).body).toMatchObject({ version: 0, changes: [change] });
	const seen = await one.call('PUT', `${thai.at}/source/seen`, { body: { version: 0, blocks: ['a'] } });
	expect(seen.body.changes).toEqual([]);
	await english.publish();
	expect((await one.call('GET', `${thai.at}/source`)).body).toMatchObject({ version: 3, changes: [] });
});

test('of two languages that were imported nothing is known until somebody says that they agree', async () => {
	const put = async (lang: string, body: string) =>
		(await one.call('PUT', '/api/v1/articles/by-external-id/both', { body: { lang, title: 'Both', body } })).body;
	await put('vi', 'Một.');
	const { article_id } = await put('en', 'Every week.');
	const { at } = writerOf(one, article_id, 'vi');
	expect((await one.call('GET', `${at}/source`)).body).toMatchObject({ lang: 'en', is_tracked: false, changes: [] });
	await one.call('PUT', `${at}/source/seen`, { body: { version: 1, blocks: 'all' } });
	await put('en', 'Every two weeks.');
	expect((await one.call('GET', `${at}/source`)).body).toMatchObject({
		is_tracked: true,
		changes: [{ kind: 'changed', old: 'Every week.', new: 'Every two weeks.' }],
	});
});
