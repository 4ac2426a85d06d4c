import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { newArticle } from '../../../tests/support/writing.ts';

let one: TestServer;
let time = new Date('2026-11-22T09:00:00Z');
let ann: string;
let ben: string;

beforeAll(async () => {
	one = await testServer({ clock: () => time });
	const keyed = async () =>
		(await one.call('POST', '/api/v1/keys', { body: { name: 'some', scopes: ['knowledge:write'] } })).body.token;
	[ann, ben] = [await keyed(), await keyed()];
});
afterAll(() => one.stop());

test('whoever has an article open hears who else has, where, and how the text stands', async () => {
	const { article_id, save, read } = await newArticle(one);
	const path = `/api/v1/articles/${article_id}/presence`;
	const at = (as: string, tab: string, place = 'body', block?: string) =>
		one.call('PUT', path, { as, body: { tab, lang: 'en', place, block } });
	expect((await at(ann, 'one', 'title')).body).toMatchObject({ people: [], version: 0, has_incoming: false });
	expect((await at(ben, 'two', 'body', 'b1')).body.people).toMatchObject([
		{ kind: 'key', tab: 'one', place: 'title', lang: 'en' },
	]);
	expect((await at(ann, 'other')).body.people.map(({ tab }: { tab: string }) => tab).toSorted()).toEqual([
		'one',
		'two',
	]);
	const { revision } = await read();
	await save({ title: 'Changed' });
	expect((await at(ann, 'one')).body.revision).toBe(revision + 1);

	expect((await one.call('DELETE', `${path}?tab=two`, { as: ann })).status).toBe(204);
	expect((await read()).people).toHaveLength(3);
	await one.call('DELETE', `${path}?tab=two`, { as: ben });
	time = new Date(time.getTime() + 31_000);
	expect((await at(ben, 'two')).body.people).toEqual([]);
	expect(await one.app.database.db.selectFrom('presences').selectAll().execute()).toHaveLength(1);
});

test('nobody is in an article that there is not, and nobody unknown is anywhere', async () => {
	const body = { tab: 'x', lang: 'en', place: 'body' };
	expect((await one.call('PUT', `/api/v1/articles/${newId()}/presence`, { body })).status).toBe(404);
	const { article_id } = await newArticle(one);
	expect((await one.call('PUT', `/api/v1/articles/${article_id}/presence`, { body, as: null })).status).toBe(401);
	const elsewhere = { ...body, place: 'kitchen' };
	expect((await one.call('PUT', `/api/v1/articles/${article_id}/presence`, { body: elsewhere })).status).toBe(422);
});
