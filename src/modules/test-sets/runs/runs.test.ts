import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimOldest } from '#core/claims.ts';
import { newId } from '#core/ids.ts';
import { newCustomer, publishArticles } from '../../../../tests/support/asking.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';
import { docOf, newArticle, writerOf } from '../../../../tests/support/writing.ts';
import { kindOf } from './compare-runs.ts';
import { runTests } from './run-tests.ts';

let one: TestServer;
let filter: string;
let invoice: string;
let set: string;
let at = Date.parse('2026-03-01T09:00:00Z');
beforeAll(async () => {
	one = await testServer({ clock: () => new Date((at += 5)) });
	[filter, invoice] = (await publishArticles(one, [
		{ title: 'Change the air filter', body: 'Open the cover and change the air filter every 2000 hours.' },
		{ title: 'Where to send an invoice', body: 'Invoices go to our accounts department.' },
	])) as [string, string];
	set = (await api('POST', '/test-sets', { name: 'Basics' })).body.id;
	await add({ text: 'Change the air filter', expected: 'answer', article_id: filter });
	await add({ text: 'Where to send an invoice', expected: 'found', article_id: invoice });
	await add({ text: 'Can a giraffe fly?', expected: 'unsure' });
	await add({ text: 'change the air filter?', expected: 'answer', article_id: invoice });
});
afterAll(() => one.stop());

const api = (method: string, path: string, body?: object) =>
	one.call(method, `/api/v1${path}`, { ...(body && { body }) });
const add = async (body: object, to = set): Promise<string> =>
	(await api('POST', `/test-sets/${to}/questions`, { lang: 'en', ...body })).body.id;
const work = (app: Parameters<typeof runTests>[0] = one.app) => runTests(app);
const start = async (body: object = { against: 'live' }, of = set): Promise<string> =>
	(await api('POST', `/test-sets/${of}/runs`, body)).body.id;
const read = async (id: string) => (await api('GET', `/test-runs/${id}`)).body;
const results = async (id: string, show = 'all') =>
	(await api('GET', `/test-runs/${id}/results?show=${show}`)).body.items;
const textsOf = (items: { text: string }[]) => items.map(({ text }) => text);
const many = async (count: number) => {
	const { id } = (await api('POST', '/test-sets', { name: `Many ${newId()}` })).body;
	for (let i = 0; i < count; i++) await add({ text: `Giraffe ${i}`, expected: 'unsure' }, id);
	return id as string;
};

test('a run asks each question in the background, says how many pass, and what the others were answered', async () => {
	const id = await start();
	expect(await read(id)).toMatchObject({ state: 'waiting', against: 'live', total: 4, done: 0, is_stopping: false });
	await work();
	expect(await read(id)).toMatchObject({ state: 'done', total: 4, done: 4, passed: 3, broken: 0, mended: 0 });
	expect((await read(id)).content_version).toBe(one.app.library.version());
	expect(await results(id, 'failed')).toMatchObject([
		{
			text: 'change the air filter?',
			expected: 'answer',
			article_id: invoice,
			verdict: { outcome: 'answer', article_id: filter, passed: false },
			live: null,
		},
	]);
	const page = await api('GET', `/test-runs/${id}/results?show=passed&limit=2`);
	const rest = await api('GET', `/test-runs/${id}/results?show=passed&limit=2&cursor=${page.body.next_cursor}`);
	expect(textsOf([...page.body.items, ...rest.body.items])).toEqual([
		'Change the air filter',
		'Where to send an invoice',
		'Can a giraffe fly?',
	]);
	expect((await api('GET', `/test-sets/${set}`)).body.last_run).toMatchObject({ id, passed: 3 });
	expect((await api('DELETE', `/test-runs/${id}`)).status).toBe(409);
	const empty = (await api('POST', '/test-sets', { name: 'Empty' })).body.id;
	expect((await api('POST', `/test-sets/${empty}/runs`, { against: 'live' })).body.code).toBe('conflict');
});

test('what is changed in the set afterwards leaves old runs as they are, and counts as another question when runs are compared', async () => {
	const before = await start();
	await work();
	const [wrong] = await results(before, 'failed');
	const path = `/test-sets/${set}/questions/${wrong.id}`;
	await api('PUT', path, { text: wrong.text, lang: 'en', expected: 'answer', article_id: filter });
	const now = await start();
	await work();
	expect(await read(now)).toMatchObject({ passed: 4 });
	expect((await results(before, 'failed'))[0]).toMatchObject({ article_id: invoice });
	const { body } = await api('GET', `/test-runs/${now}/comparison?with=${before}`);
	expect(body.counts).toMatchObject({ only_now: 1, only_before: 1, newly_passing: 0, newly_failing: 0 });
	expect(body.items).toMatchObject([
		{ kind: 'only_now', before: null, now: { article_id: filter } },
		{ kind: 'only_before', before: { article_id: invoice }, now: null },
	]);
	const other = await start(undefined, await many(1));
	await work();
	expect((await api('GET', `/test-runs/${now}/comparison?with=${other}`)).body.errors).toMatchObject([
		{ code: 'other_set' },
	]);
});

test('drafts are tried out without being published: what they would break and mend is told', async () => {
	const mend = await add({ text: 'reset the controller password', expected: 'answer', article_id: filter });
	const filters = writerOf(one, filter);
	await filters.save({
		title: 'Reset the controller password',
		body: docOf({ p: 'Hold the key to reset the controller password.' }),
		questions: ['reset the controller password'],
	});
	const id = await start({ against: 'drafts' });
	await work();
	expect(await read(id)).toMatchObject({ state: 'done', tried: 1, waiting: 1, total: 5, broken: 2, mended: 1 });
	expect(textsOf(await results(id, 'broken')).toSorted()).toEqual(['Change the air filter', 'change the air filter?']);
	expect(await results(id, 'mended')).toMatchObject([
		{ id: mend, verdict: { outcome: 'answer', article_id: filter, passed: true }, live: { passed: false } },
	]);
	const other = await start({ against: 'drafts', batch: { articles: [invoice] } });
	await work();
	expect(await read(other)).toMatchObject({ tried: 0, waiting: 0, broken: 0 });
	const { body } = await api('GET', `/test-runs/${id}/comparison?with=${other}`);
	expect(body.counts).toMatchObject({ newly_failing: 2, newly_passing: 1 });
	expect(
		(await api('POST', '/ask', { question: 'Change the air filter', lang: 'en' })).body.candidates[0],
	).toMatchObject({
		article_id: filter,
	});
});

test('before a batch is published what guards is asked, of exactly that batch, and only what would break is told', async () => {
	const check = async (body: object, query = '') => (await api('POST', `/publication-checks${query}`, body)).body;
	const batch = { articles: [filter] };
	expect(await check(batch)).toEqual({ asked: 0, total: 0, items: [], titles: {}, next_cursor: null });
	await api('PATCH', `/test-sets/${set}`, { guards: true });
	const found = await check(batch);
	expect(found).toMatchObject({ asked: 5, total: 5, next_cursor: null });
	expect(found.items).toMatchObject([
		{ set_id: set, set_name: 'Basics', text: 'Change the air filter', article_id: filter, before: { passed: true } },
		{ text: 'change the air filter?', after: { passed: false } },
	]);
	expect((await check(batch, `?cursor=${found.items[0].id}`)).asked).toBe(4);
	expect((await check({ articles: [invoice] })).total).toBe(0);
	expect((await check({ ...batch, lang: 'th' })).total).toBe(0);
	// An act on many publishes no working copies.
	expect((await check({ ...batch, act: 'set_status' })).total).toBe(0);
	const made = await newArticle(one, { title: 'Filters of giraffes' });
	await made.save({ title: 'Can a giraffe fly?', body: docOf({ p: 'A giraffe can fly.' }) });
	expect((await check({ articles: [made.article_id] })).items).toMatchObject([
		{ text: 'Can a giraffe fly?', before: { outcome: 'unsure' }, after: { article_id: made.article_id } },
	]);
	await made.publish();
	const act = (kind: string) => api('POST', '/knowledge/acts', { kind, ids: [made.article_id] });
	// Where it is not, it does not come back from.
	for (const [away, back, elsewhere] of [
		['archive', 'unarchive', 'restore'],
		['trash', 'restore', 'unarchive'],
	] as const) {
		await act(away);
		const comes = { articles: [made.article_id], act: back };
		await expect
			.poll(async () => textsOf((await check(comes)).items), { timeout: 10_000 })
			.toEqual(['Can a giraffe fly?']);
		expect((await check({ ...comes, act: elsewhere })).total).toBe(0);
		if (back === 'unarchive') await act(back);
	}
	await api('PATCH', `/test-sets/${set}`, { guards: false });
});

test('what is cancelled before it begins never begins; while it runs it ends and keeps what was asked', async () => {
	const big = await many(90);
	const waiting = await start(undefined, big);
	expect((await api('DELETE', `/test-runs/${waiting}`)).status).toBe(204);
	await work();
	expect(await read(waiting)).toMatchObject({ state: 'cancelled', done: 0 });
	const id = await start(undefined, big);
	const { transact } = one.app;
	// As somebody who presses the button after the first few.
	const pressing: typeof transact = async (fn) => {
		const result = await transact(fn);
		if ((await read(id)).done === 40) await api('DELETE', `/test-runs/${id}`);
		return result;
	};
	await work({ ...one.app, transact: pressing });
	expect(await read(id)).toMatchObject({ state: 'cancelled', done: 40, total: 90 });
	expect(await results(id)).toHaveLength(40);
});

test('when a worker dies another goes on where it was, and what kills it each time is given up', async () => {
	const big = await many(50);
	const id = await start(undefined, big);
	const { transact } = one.app;
	const dying: typeof transact = async (fn) => {
		if ((await read(id)).done === 40) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
		return transact(fn);
	};
	await expect(work({ ...one.app, transact: dying })).rejects.toThrow('gone');
	await work();
	expect(await read(id)).toMatchObject({ state: 'running', done: 40 });
	at += 61_000;
	await work();
	expect(await read(id)).toMatchObject({ state: 'done', done: 50, total: 50, passed: 50 });
	const deadly = await start(undefined, big);
	for (let i = 0; i < 4; i++) {
		await transact((tx) => claimOldest(tx, 'test_runs'));
		at += 61_000;
	}
	await work();
	expect(await read(deadly)).toMatchObject({ state: 'failed' });
});

test('a customer who is erased while a run is under way leaves no word in it, and the run comes to its end', async () => {
	const ann = await newCustomer(one);
	const question = await ann.ask('I am Zanzibarova: can a zebra fly');
	const tests = await many(45);
	await api('POST', `/test-sets/${tests}/import`, { questions: [{ question_id: question, expected: 'unsure' }] });
	const first = await start(undefined, tests);
	await work();
	const second = await start(undefined, tests);
	const { transact } = one.app;
	const erasing: typeof transact = async (fn) => {
		const result = await transact(fn);
		if ((await read(second)).done === 40) await api('DELETE', `/customers/${ann.id}`);
		return result;
	};
	await work({ ...one.app, transact: erasing });
	expect(await read(second)).toMatchObject({ state: 'done', done: 45, total: 45 });
	expect(await read(first)).toMatchObject({ done: 46 });
	expect(textsOf(await results(first)).filter((text) => text === '' || text.includes('Zanzi'))).toEqual(['']);
});

test('what two runs found is told apart by what changed', () => {
	const result = (passed: boolean, first_id: string) => ({ passed, first_id }) as never;
	const kind = (before: never | null, now: never | null) => kindOf({ before, now });
	expect([
		kind(result(true, 'a'), result(true, 'a')),
		kind(result(true, 'a'), result(true, 'b')),
		kind(result(true, 'a'), result(false, 'b')),
		kind(result(false, 'a'), result(true, 'b')),
		kind(result(false, 'a'), result(false, 'b')),
		kind(null, result(true, 'a')),
		kind(result(true, 'a'), null),
	]).toEqual([
		undefined,
		'other_article',
		'newly_failing',
		'newly_passing',
		'still_failing',
		'only_now',
		'only_before',
	]);
});
