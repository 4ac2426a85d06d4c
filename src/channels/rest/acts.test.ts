import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#core/ids.ts';
import { publishDue } from '#modules/knowledge/index.ts';
import { testMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';
import { writerOf } from '../../../tests/support/writing.ts';

let one: TestServer;
const MINUTE = 60_000;
let at = Date.parse('2026-03-01T09:00:00Z');

beforeAll(async () => {
	one = await testServer({ clock: () => new Date(at) });
});
afterAll(() => one.stop());

type Made = { article_id: string; translation_id: string };
type Act = { id: string; changed: number; unchanged: number; failed: { id: string; code: string }[] };

async function article(name: string, more: object = {}): Promise<Made> {
	const body = { lang: 'en', title: `The ${name}`, body: `About the ${name}.`, ...more };
	return (await one.call('PUT', `/api/v1/articles/by-external-id/${name}`, { body })).body as Made;
}

async function collection(title: string, parent_id: string | null = null): Promise<string> {
	const body = { parent_id, texts: [{ lang: 'en', title }] };
	return (await one.call('POST', '/api/v1/knowledge/collections', { body })).body.id as string;
}

async function act(kind: string, ids: string[], more: object = {}): Promise<Act> {
	const { status, body } = await one.call('POST', '/api/v1/knowledge/acts', { body: { kind, ids, ...more } });
	expect([kind, status]).toEqual([kind, 201]);
	return body as Act;
}

const undo = (id: string) => one.call('POST', `/api/v1/knowledge/acts/${id}/undo`);
const list = async (query: string) =>
	(await one.call('GET', `/api/v1/knowledge/articles?${query}`)).body as {
		items: {
			id: string;
			title: string;
			collection_id: string | null;
			translations: { status: string; version: number }[];
		}[];
		total: number;
	};
const titles = async (query: string) => (await list(query)).items.map(({ title }) => title);
const statusOf = async (name: string) => (await list(`q=${name}`)).items[0]?.translations.map(({ status }) => status);

test('articles are moved into a collection at a place, and go back where they were', async () => {
	const [from, to] = [await collection('From'), await collection('To')];
	const [a, b, c] = [await article('alpha'), await article('beta'), await article('gamma')];
	const first = await act('move', [a.article_id, b.article_id], { collection_id: from });
	expect(first).toMatchObject({ changed: 2, unchanged: 0, failed: [] });
	await act('move', [c.article_id], { collection_id: to });
	const second = await act('move', [b.article_id, a.article_id], { collection_id: to, before: c.article_id });
	expect(await titles(`collection=${to}&sort=position`)).toEqual(['The beta', 'The alpha', 'The gamma']);
	expect((await undo(second.id)).body).toMatchObject({ changed: 2, failed: [] });
	expect(await titles(`collection=${from}&sort=position`)).toEqual(['The alpha', 'The beta']);
	expect(await titles(`collection=${to}`)).toEqual(['The gamma']);
});

test('what was moved within its collection goes back to its place, also where nobody ever put them in order', async () => {
	await one.call('PUT', '/api/v1/collections/imported', { body: { texts: [{ lang: 'en', title: 'Imported' }] } });
	const made: string[] = [];
	for (const name of ['ray', 'carp', 'eel', 'cod', 'bass']) {
		at += MINUTE;
		made.push((await article(name, { collection: 'imported' })).article_id);
	}
	const [ray = '', carp = '', , cod = '', bass = ''] = made;
	const { collections } = (await one.call('GET', '/api/v1/knowledge/tree')).body;
	const { id } = collections.find((row: { title: string }) => row.title === 'Imported');
	const order = () => titles(`collection=${id}&sort=position`);
	const before = ['The ray', 'The carp', 'The eel', 'The cod', 'The bass'];
	expect(await act('move', [bass], { collection_id: id })).toMatchObject({ changed: 0, unchanged: 1 });
	expect(await order()).toEqual(before);
	const moved = await act('move', [cod, carp], { collection_id: id, before: ray });
	expect(await order()).toEqual(['The cod', 'The carp', 'The ray', 'The eel', 'The bass']);
	await undo(moved.id);
	expect(await order()).toEqual(before);
	const out = await act('move', [ray, cod], { collection_id: null });
	await undo(out.id);
	expect(await order()).toEqual(before);
});

test('an act is undone once, and leaves alone what somebody moved since', async () => {
	const [x, y] = [await collection('X'), await collection('Y')];
	const [a, b] = [await article('delta'), await article('epsilon')];
	const { id } = await act('move', [a.article_id, b.article_id], { collection_id: x });
	await act('move', [b.article_id], { collection_id: y });
	at += 60 * MINUTE;
	const replies = await Promise.all([undo(id), undo(id)]);
	expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
	expect(replies.find(({ status }) => status === 200)?.body).toEqual({
		changed: 1,
		unchanged: 0,
		failed: [{ id: b.article_id, code: 'changed_since' }],
	});
	expect(await titles(`collection=${x}`)).toEqual([]);
	expect(await titles(`collection=${y}`)).toEqual(['The epsilon']);
	expect((await undo(newId())).status).toBe(404);
});

test('two who move the same articles at once leave one order that holds both', async () => {
	const into = await collection('Busy');
	const made = await Promise.all(['eta', 'theta', 'iota', 'kappa', 'lambda', 'mu'].map((name) => article(name)));
	const ids = made.map(({ article_id }) => article_id);
	await act('move', ids, { collection_id: into });
	const [first = '', , third = ''] = ids;
	await Promise.all(
		ids.flatMap((id) => [
			act('move', [id], { collection_id: into, before: first }),
			act('move', [id], { collection_id: into, before: third }),
		]),
	);
	const rows = await one.app.database.db
		.selectFrom('articles')
		.select(['id', 'position'])
		.where('collection_id', '=', into)
		.orderBy('position')
		.execute();
	expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
	expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
});

test('what was archived is no longer found, comes back as it was, and an import then finds it unchanged', async () => {
	const { article_id } = await article('nautilus');
	await article('nautilus', { lang: 'vi', title: 'Con nautilus', status: 'draft' });
	const found = async () =>
		((await one.call('GET', '/api/v1/search?q=nautilus', { as: null })).body.results as { title: string }[]).length;
	await until(async () => (await found()) === 1);
	const archived = await act('archive', [article_id, newId()]);
	expect(archived).toMatchObject({ changed: 1, failed: [{ code: 'not_found' }] });
	expect(await statusOf('nautilus')).toEqual(['archived', 'archived']);
	await until(async () => (await found()) === 0);
	expect(await act('archive', [article_id])).toMatchObject({ id: null, changed: 0, unchanged: 1 });
	await act('unarchive', [article_id]);
	expect(await statusOf('nautilus')).toEqual(['published', 'draft']);
	await until(async () => (await found()) === 1);
	const body = { lang: 'en', title: 'The nautilus', body: 'About the nautilus.' };
	const again = await one.call('PUT', '/api/v1/articles/by-external-id/nautilus', { body });
	expect(again.body.outcome).toBe('unchanged');
	const { items } = (await one.call('GET', `/api/v1/articles/${article_id}/translations/en/versions`)).body;
	expect(items.map((row: { status: string }) => row.status)).toEqual(['published', 'archived', 'published']);
});

test('what goes to the archive is not published by a time set before, and undoing brings back a time still to come', async () => {
	const { article_id } = await article('kraken');
	const { at: place, read, save } = writerOf(one, article_id);
	await save({ title: 'The kraken again' });
	const planned = new Date(at + 60 * MINUTE).toISOString();
	const plan = async () =>
		one.call('PUT', `${place}/schedule`, { body: { revision: (await read()).revision, at: planned } });
	await plan();
	const first = await act('archive', [article_id]);
	expect(await read()).toMatchObject({ status: 'archived', has_draft: true, schedule: null });
	await undo(first.id);
	expect(await read()).toMatchObject({ status: 'published', schedule: { at: planned, by: { kind: 'key' } } });
	const second = await act('archive', [article_id]);
	at += 61 * MINUTE;
	await publishDue({ ...one.app, db: one.app.database.db });
	expect(await statusOf('kraken')).toEqual(['archived']);
	await undo(second.id);
	expect(await read()).toMatchObject({ status: 'published', schedule: null });
});

test('a language is published by itself, and a text that was written since is not taken back', async () => {
	const { article_id } = await article('octopus', { status: 'draft' });
	const other = await article('squid', { lang: 'vi' });
	const { id, ...done } = await act('set_status', [article_id, other.article_id], { lang: 'en', status: 'published' });
	expect(done).toEqual({ changed: 1, unchanged: 0, failed: [{ id: other.article_id, code: 'no_such_language' }] });
	const { revision } = (await one.call('GET', `/api/v1/articles/${article_id}/translations/en/draft`)).body;
	const history = `/api/v1/articles/${article_id}/translations/en`;
	const text = {
		title: 'Octopus',
		slug: null,
		questions: [],
		attachments: [],
		body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Eight arms.' }] }] },
	};
	const saved = await one.call('PUT', `${history}/draft`, { body: { revision, ...text } });
	expect(saved.status).toBe(200);
	await one.call('POST', `${history}/publication`, { body: { revision: saved.body.revision } });
	expect((await undo(id)).body.failed).toEqual([{ id: article_id, code: 'changed_since' }]);
	expect(await statusOf('octopus')).toEqual(['published']);
});

test('owner and review date are set on many, and undone', async () => {
	const { article_id } = await article('barnacle');
	const { id: owner_id } = await testMember(one, 'editor');
	const stranger = { kind: 'assign', ids: [article_id], owner_id: newId() };
	const refused = await one.call('POST', '/api/v1/knowledge/acts', { body: stranger });
	expect(refused.body.errors).toMatchObject([{ path: 'owner_id', code: 'unknown' }]);
	const { id } = await act('assign', [article_id], { owner_id, review_by: '2026-03-02' });
	expect(await titles(`owner=${owner_id}`)).toEqual(['The barnacle']);
	expect(await titles('review=due')).toEqual([]);
	at += 24 * 60 * MINUTE;
	expect(await titles('review=due')).toEqual(['The barnacle']);
	await undo(id);
	expect(await titles(`owner=${owner_id}`)).toEqual([]);
});

test('a collection that goes leaves its articles to the one around it, and comes back with them', async () => {
	const outer = await collection('Outer');
	const inner = await collection('Inner', outer);
	const { article_id } = await article('limpet');
	const { article_id: moved } = await article('mussel');
	await act('move', [article_id, moved], { collection_id: inner });
	const { id, ...done } = await act('remove_collection', [inner]);
	expect(done).toEqual({ changed: 1, unchanged: 0, failed: [] });
	expect((await list(`collection=${outer}`)).items.map((row) => row.collection_id)).toEqual([outer, outer]);
	await act('move', [moved], { collection_id: null });
	expect((await undo(id)).body).toMatchObject({ changed: 1, failed: [] });
	expect(await titles(`collection=${inner}`)).toEqual(['The limpet']);
	expect(await titles('collection=none&q=mussel')).toEqual(['The mussel']);
	const { collections } = (await one.call('GET', '/api/v1/knowledge/tree')).body;
	expect(collections.find((row: { id: string }) => row.id === inner)).toMatchObject({
		title: 'Inner',
		parent_id: outer,
		articles: { all: 1, published: 1 },
	});
	expect((await act('remove_collection', [newId()])).failed).toMatchObject([{ code: 'not_found' }]);
});

test('who may only read may list, and do and undo nothing', async () => {
	const { article_id } = await article('whelk');
	const { id } = await act('archive', [article_id]);
	const { token } = (await one.call('POST', '/api/v1/keys', { body: { name: 'r', scopes: ['knowledge:read'] } })).body;
	const as = token as string;
	for (const path of [
		'knowledge/articles',
		'knowledge/tree',
		'knowledge/acts',
		'knowledge/views',
		'redirects',
		'transfers',
	])
		for (const [who, status] of [
			[as, 200],
			[null, 401],
		] as const)
			expect([path, who, (await one.call('GET', `/api/v1/${path}`, { as: who })).status]).toEqual([path, who, status]);
	const kinds = ['archive', 'unarchive', 'trash', 'restore', 'remove_collection'];
	const acts = kinds.map((kind) => ({ kind, ids: [article_id] }));
	const more = [
		{ kind: 'move', ids: [article_id], collection_id: null },
		{ kind: 'set_status', ids: [article_id], lang: 'en', status: 'published' },
		{ kind: 'assign', ids: [article_id], owner_id: null },
	];
	for (const body of [...acts, ...more])
		expect([body.kind, (await one.call('POST', '/api/v1/knowledge/acts', { as, body })).status]).toEqual([
			body.kind,
			403,
		]);
	expect((await one.call('POST', `/api/v1/knowledge/acts/${id}/undo`, { as })).status).toBe(403);
	const texts = [{ lang: 'en', title: 'T' }];
	expect((await one.call('POST', '/api/v1/knowledge/collections', { as, body: { texts } })).status).toBe(403);
	expect((await undo(id)).status).toBe(200);
});

test('bad input is told by field: too many ids, unknown kinds, a third level, cursors of another list', async () => {
	const post = (body: object) => one.call('POST', '/api/v1/knowledge/acts', { body });
	expect((await post({ kind: 'archive', ids: [] })).status).toBe(422);
	expect((await post({ kind: 'archive', ids: Array.from({ length: 1_001 }, () => newId()) })).status).toBe(422);
	expect((await post({ kind: 'assign', ids: [newId()], review_by: '0000-01-01' })).status).toBe(422);
	expect((await post({ kind: 'burn', ids: [newId()] })).status).toBe(422);
	expect((await post({ kind: 'move', ids: [newId()], collection_id: newId() })).status).toBe(404);
	const inner = await collection('Two', await collection('One'));
	const body = { parent_id: inner, texts: [{ lang: 'en', title: 'Three' }] };
	expect((await one.call('POST', '/api/v1/knowledge/collections', { body })).body.detail).toBe(
		'Collections nest two deep.',
	);
	const { next_cursor } = (await one.call('GET', '/api/v1/knowledge/articles?limit=1')).body;
	const forge = (key: string, place = 0) =>
		Buffer.from(JSON.stringify({ sort: 'updated', key: `${key}T00:00:00.000000`, place, id: newId() })).toString(
			'base64url',
		);
	const forged = [forge('2026-02-31'), forge('0000-01-01'), forge('2026-02-28', 2 ** 31)];
	for (const cursor of ['nonsense', ...forged, `${next_cursor}&sort=title`])
		expect([cursor, (await one.call('GET', `/api/v1/knowledge/articles?limit=1&cursor=${cursor}`)).status]).toEqual([
			cursor,
			422,
		]);
	expect((await one.call('GET', '/api/v1/knowledge/articles?state=lost')).status).toBe(422);
});
