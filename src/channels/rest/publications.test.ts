import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishDue } from '#modules/knowledge/index.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { docOf, newArticle, writerOf } from '../../../tests/support/writing.ts';

let one: TestServer;
let time = new Date('2026-11-22T09:00:00Z');

beforeAll(async () => {
	one = await testServer({ clock: () => time });
});
afterAll(() => one.stop());

const publicly = (translation_id: string) => one.call('GET', `/api/v1/articles/${translation_id}`, { as: null });
const due = () => publishDue({ ...one.app, db: one.app.database.db });
const eventsOf = async (subject_id: string) => {
	const rows = await one.app.database.db
		.selectFrom('events')
		.select(['name', 'actor', 'payload'])
		.where('subject_id', '=', subject_id)
		.orderBy('seq')
		.execute();
	return rows;
};

test('an article goes from nothing to customers and back', async () => {
	const { publish, read, save, at, translation_id } = await newArticle(one);
	const refused = await publish();
	expect(refused.body.errors).toMatchObject([
		{ path: 'title', code: 'missing' },
		{ path: 'body', code: 'missing' },
	]);
	await save({ title: 'Change the oil', body: docOf({ a: 'Drain it first.' }) });
	expect((await publicly(translation_id)).status).toBe(404);
	const published = await publish();
	expect([published.status, published.body]).toEqual([
		200,
		{
			outcome: 'published',
			version: 1,
			revision: (await read()).revision,
			slug: 'change-the-oil',
			address: '/en/articles/change-the-oil',
			warnings: [],
		},
	]);
	expect(await read()).toMatchObject({ has_draft: false, status: 'published', version: 1 });
	expect((await publicly(translation_id)).body).toMatchObject({ title: 'Change the oil', body: 'Drain it first.\n' });
	expect((await publish()).body.outcome).toBe('unchanged');

	expect((await one.call('DELETE', `${at}/publication`)).body).toMatchObject({ version: 2 });
	expect((await publicly(translation_id)).status).toBe(404);
	expect((await one.call('DELETE', `${at}/publication`)).status).toBe(409);
	expect((await publish()).body).toMatchObject({ outcome: 'published', version: 3, slug: 'change-the-oil' });
	expect((await eventsOf(translation_id)).map(({ name }) => name)).toEqual([
		'translation.writing_begun',
		'translation.written',
		'translation.written',
		'translation.written',
	]);
});

test('a text that somebody changed meanwhile is not published', async () => {
	const { at, read, save } = await newArticle(one, { title: 'Stale', body: docOf({ a: 'One.' }) });
	const { revision } = await read();
	await save({ body: docOf({ a: 'Two.' }) });
	const refused = await one.call('POST', `${at}/publication`, { body: { revision } });
	expect([refused.status, refused.body.current.text.body]).toEqual([409, docOf({ a: 'Two.' })]);
});

test('an address of another article is refused, the old one of its own leads on', async () => {
	const first = await newArticle(one, { title: 'Belts', body: docOf({ a: 'Belts.' }) });
	await first.publish();
	const second = await newArticle(one, { title: 'Belts', body: docOf({ a: 'Other belts.' }) });
	await second.save({ slug: 'Belts' });
	expect((await second.publish()).body.errors).toMatchObject([{ path: 'slug', code: 'taken' }]);
	await second.save({ slug: '!!!' });
	expect((await second.publish()).body.errors).toMatchObject([{ path: 'slug', code: 'invalid' }]);
	await second.save({ slug: null });
	expect((await second.publish()).body.slug).toBe(`belts-${second.translation_id.slice(-6)}`);
	await second.save({ slug: 'V belts' });
	expect((await second.publish()).body.slug).toBe('v-belts');
	const redirects = await one.app.database.db
		.selectFrom('redirects')
		.select('slug')
		.where('translation_id', '=', second.translation_id)
		.execute();
	expect(redirects).toEqual([{ slug: `belts-${second.translation_id.slice(-6)}` }]);
});

test('what a reader would stumble over is said, and published nevertheless', async () => {
	const there = await newArticle(one, { title: 'There', body: docOf({ a: 'There.' }), external_id: 'there' });
	await there.publish();
	const gone = '/files/01a2032f-b91a-74dd-b71e-3caccc843788/gone.png';
	const link = (id: string, href: string) => ({
		type: 'paragraph',
		attrs: { id },
		content: [{ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }],
	});
	const hrefs = [
		'/articles/there',
		'/articles/nowhere',
		'/en/articles/there',
		'/en/articles/nowhere#x',
		'https://a.example/',
	];
	const content = [
		{
			type: 'bulletList',
			attrs: { id: 'l' },
			content: [{ type: 'listItem', attrs: { id: 'i' }, content: hrefs.map((href, i) => link(`p${i}`, href)) }],
		},
		{ type: 'image', attrs: { id: 'img', src: gone, alt: '' } },
	];
	const { publish, read } = await newArticle(one, { title: 'Stumbling', body: { type: 'doc', content } });
	const warnings = [
		{ code: 'broken_link', block: 'p1', detail: '/articles/nowhere' },
		{ code: 'broken_link', block: 'p3', detail: '/en/articles/nowhere#x' },
		{ code: 'missing_file', block: 'img', detail: gone },
		{ code: 'image_without_alt', block: 'img', detail: gone },
	];
	expect((await read()).warnings).toEqual(warnings);
	expect((await publish()).body).toMatchObject({ outcome: 'published', warnings });
});

test('a scheduled text appears at its time, as it stands then and once, whoever looks after it', async () => {
	const { at, read, save, translation_id } = await newArticle(one, { title: 'At ten', body: docOf({ a: 'Early.' }) });
	const schedule = async (when: string) =>
		one.call('PUT', `${at}/schedule`, { body: { revision: (await read()).revision, at: when } });
	expect((await schedule('2026-11-22T08:59:00Z')).body.errors).toMatchObject([{ path: 'at', code: 'past' }]);
	expect((await schedule('tomorrow')).status).toBe(422);
	expect((await schedule('2026-11-22T12:00:00+02:00')).body).toMatchObject({ at: '2026-11-22T10:00:00.000Z' });
	await save({ body: docOf({ a: 'A little later.' }) });
	expect((await read()).schedule).toEqual({
		at: '2026-11-22T10:00:00.000Z',
		by: { kind: 'key', id: expect.any(String) },
		problem: null,
	});
	await due();
	expect((await publicly(translation_id)).status).toBe(404);
	time = new Date('2026-11-22T10:00:30Z');
	await Promise.all([due(), due(), due()]);
	expect((await publicly(translation_id)).body).toMatchObject({ body: 'A little later.\n', version: 1 });
	const written = (await eventsOf(translation_id)).filter(({ name }) => name === 'translation.written');
	expect(written).toMatchObject([{ actor: { kind: 'system', on_behalf_of: expect.stringMatching(/^key:/) } }]);
	expect(await read()).toMatchObject({ has_draft: false, schedule: null });
	expect((await schedule('2026-11-23T10:00:00Z')).status).toBe(409);
});

test('another time takes the place of the first, and none is none', async () => {
	time = new Date('2026-11-22T11:00:00Z');
	const { at, read, translation_id } = await newArticle(one, { title: 'Moved', body: docOf({ a: 'Moved.' }) });
	const { revision } = await read();
	for (const hour of [12, 15])
		await one.call('PUT', `${at}/schedule`, { body: { revision, at: `2026-11-22T${hour}:00:00Z` } });
	time = new Date('2026-11-22T13:00:00Z');
	await due();
	expect((await publicly(translation_id)).status).toBe(404);
	expect((await one.call('DELETE', `${at}/schedule`)).status).toBe(204);
	expect((await one.call('DELETE', `${at}/schedule`)).status).toBe(404);
	time = new Date('2026-11-22T16:00:00Z');
	await due();
	expect((await publicly(translation_id)).status).toBe(404);
});

test('what cannot be published at its time says why, holds up no other, and is not tried again by itself', async () => {
	time = new Date('2026-11-22T17:00:00Z');
	const make = async (title: string) => newArticle(one, { title, body: docOf({ a: `${title}.` }) });
	const [bad, good] = [await make('Bad'), await make('Good')];
	for (const each of [bad, good]) {
		const { revision } = await each.read();
		await one.call('PUT', `${each.at}/schedule`, { body: { revision, at: '2026-11-22T18:00:00Z' } });
	}
	await bad.save({ title: '' });
	time = new Date('2026-11-22T18:01:00Z');
	await due();
	await due();
	expect((await publicly(good.translation_id)).status).toBe(200);
	expect((await bad.read()).schedule.problem).toMatchObject({ code: 'invalid_input', errors: [{ path: 'title' }] });
	const failures = (await eventsOf(bad.translation_id)).filter(({ name }) => name === 'translation.schedule_failed');
	expect(failures).toMatchObject([{ payload: { code: 'invalid_input' } }]);
	await bad.save({ title: 'Mended' });
	const { revision } = await bad.read();
	await one.call('PUT', `${bad.at}/schedule`, { body: { revision, at: '2026-11-22T18:02:00Z' } });
	time = new Date('2026-11-22T18:03:00Z');
	await due();
	expect((await publicly(bad.translation_id)).body.title).toBe('Mended');
});

test('an import after a publication waits, and whoever may only read publishes nothing', async () => {
	const put = (body: string) =>
		one.call('PUT', '/api/v1/articles/by-external-id/human', { body: { lang: 'en', title: 'Human', body } });
	const { article_id } = (await put('Imported.')).body;
	const { save, publish, at } = writerOf(one, article_id);
	await save({ body: docOf({ a: 'Edited.' }) });
	await publish();
	expect((await put('Imported again.')).body.outcome).toBe('draft_kept');
	const scopes = ['knowledge:read', 'questions:read'];
	const viewer = (await one.call('POST', '/api/v1/keys', { body: { name: 'viewer', scopes } })).body.token;
	const acts: [string, string, object?][] = [
		['POST', `${at}/publication`, { revision: 1 }],
		['DELETE', `${at}/publication`],
		['PUT', `${at}/schedule`, { revision: 1, at: '2027-01-01T00:00:00Z' }],
		['DELETE', `${at}/schedule`],
		['DELETE', `${at}/draft?revision=1`],
		['POST', `${at}/draft/return`, { revision: 1 }],
		['POST', `${at}/incoming`, { revision: 1, at: '2026-01-01T00:00:00Z' }],
		['DELETE', `${at}/incoming?at=2026-01-01T00:00:00Z`],
		['PUT', `${at}/source/seen`, { version: 1, blocks: 'all' }],
		['POST', '/api/v1/articles', { lang: 'en' }],
		['POST', `/api/v1/articles/${article_id}/translations`, { lang: 'th' }],
		['PUT', `/api/v1/articles/${article_id}/review`, {}],
		['POST', `/api/v1/articles/${article_id}/checks`, {}],
	];
	for (const [method, path, body] of acts) {
		expect([path, (await one.call(method, path, { body, as: viewer })).status]).toEqual([path, 403]);
		expect([path, (await one.call(method, path, { body, as: null })).status]).toEqual([path, 401]);
	}
});
