import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { docOf, importText, newArticle, versionsOf, writerKey, writerOf } from '../../../tests/support/writing.ts';

let one: TestServer;
let time = new Date('2026-11-22T09:00:00Z');
let ann: string;
let ben: string;

beforeAll(async () => {
	one = await testServer({ clock: () => time });
	ann = await writerKey(one);
	ben = await writerKey(one);
});
afterAll(() => one.stop());

const later = (minutes: number) => {
	time = new Date(time.getTime() + minutes * 60_000);
};

test('an old version becomes the working copy, and what was one before is kept; customers see nothing of it', async () => {
	const { save, publish, read, at, translation_id } = await newArticle(one, {
		title: 'First',
		body: docOf({ a: 'One.' }),
	});
	await publish();
	await save({ title: 'Second', slug: 'an-address', body: docOf({ a: 'Two.' }), questions: ['When?'] });
	await publish();
	const take = async (version: number, revision?: number) =>
		one.call('POST', `${at}/draft`, { body: { version, revision: revision ?? (await read()).revision } });
	expect((await take(1)).body).toMatchObject({ kept: null });
	const first = { title: 'First', slug: 'an-address', body: docOf({ a: 'One.' }), questions: [] };
	expect(await read()).toMatchObject({ has_draft: true, version: 2, text: first });
	await save({ title: 'Mine' });
	expect((await take(2)).body).toMatchObject({ kept: 3 });
	expect((await one.call('GET', `${at}/versions/3/text`)).body).toMatchObject({ title: 'Mine', is_working_copy: true });
	expect((await read()).text).toMatchObject({ title: 'Second', questions: ['When?'] });
	expect((await take(9)).status).toBe(404);
	expect((await take(1, 1)).status).toBe(409);
	expect((await one.call('GET', `/api/v1/articles/${translation_id}`, { as: null })).body.title).toBe('Second');
});

test('what stood there comes back with its own address and downloads, and what was discarded does not come back', async () => {
	const manual = async (name: string) =>
		(await one.call('POST', `/api/v1/files?name=${name}`, { raw: name, headers: { 'content-type': 'text/plain' } }))
			.body.address as string;
	const [old, mine] = [await manual('old.txt'), await manual('mine.txt')];
	const { article_id } = (await importText(one, 'own', 'First.')).body;
	const { save, publish, read, at } = writerOf(one, article_id);
	await save({ attachments: [{ file: old, title: 'Old' }] });
	await publish();
	await save({ title: 'Mine', slug: 'mine', attachments: [{ file: mine, title: 'Mine' }] });
	const { text } = await read();
	await importText(one, 'own', 'Second.');
	const { revision, incoming } = await read();
	const taken = await one.call('POST', `${at}/incoming`, { body: { revision, at: incoming.at } });
	expect((await read()).text).toMatchObject({ slug: 'own', attachments: [{ title: 'Old' }] });
	const take = async (version: number) =>
		(await one.call('POST', `${at}/draft`, { body: { version, revision: (await read()).revision } })).body;
	await take(taken.body.kept);
	expect((await read()).text).toEqual(text);

	await one.call('DELETE', `${at}/draft?revision=${(await read()).revision}`);
	const restored = await take(1);
	expect(restored.kept).toBe(null);
	expect((await read()).text).toMatchObject({ title: 'own', slug: 'own', attachments: [{ title: 'Old' }] });
	expect(await versionsOf(one, at)).toMatchObject([{ title: 'Mine', is_working_copy: true }, {}, {}, {}, {}]);
});

test('a working copy that was never published comes back without an address', async () => {
	const { save, read, at } = await newArticle(one, { title: 'Never' });
	await save({ title: 'Never yet' }, { as: ann });
	later(20);
	const { kept } = (await save({ title: 'Somebody else' }, { as: ben })).body;
	await one.call('POST', `${at}/draft`, { body: { version: kept, revision: (await read()).revision } });
	expect((await read()).text).toMatchObject({ title: 'Never yet', slug: null });
});

test('what was only begun gets an address from its title when an import brings it', async () => {
	const { at, read, publish } = await newArticle(one, { title: 'Begun', external_id: 'begun' });
	await one.call('PUT', '/api/v1/articles/by-external-id/begun', {
		body: { lang: 'en', title: 'Came', body: 'Text.' },
	});
	const { revision, incoming } = await read();
	await one.call('POST', `${at}/incoming`, { body: { revision, at: incoming.at } });
	expect((await read()).text).toMatchObject({ title: 'Came', slug: 'came' });
	expect((await publish()).body).toMatchObject({ slug: 'came', address: '/en/articles/came' });
});
