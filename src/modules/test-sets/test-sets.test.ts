import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCustomer, publishArticles } from '../../../tests/support/asking.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { newId } from '#core/ids.ts';
import { forgetRemoved } from './forget-removed.ts';

let one: TestServer;
let filter: string;
let invoice: string;
let at = Date.parse('2026-03-01T09:00:00Z');
beforeAll(async () => {
	one = await testServer({ clock: () => new Date((at += 5)) });
	[filter, invoice] = (await publishArticles(one, [
		{ title: 'Change the air filter', body: 'Open the cover and change the air filter every 2000 hours.' },
		{ title: 'Where to send an invoice', body: 'Invoices go to our accounts department.' },
	])) as [string, string];
});
afterAll(() => one.stop());

const api = (method: string, path: string, body?: object, as?: string) =>
	one.call(method, `/api/v1${path}`, { ...(body && { body }), ...(as && { as }) });
const newSet = async (name: string, more = {}): Promise<string> =>
	(await api('POST', '/test-sets', { name, ...more })).body.id;
const textsOf = async (set: string, query = '') =>
	(await api('GET', `/test-sets/${set}/questions${query}`)).body.items.map(({ text }: { text: string }) => text);
const fault = ({ status, body }: Awaited<ReturnType<typeof api>>) => [
	status,
	body.errors?.[0]?.path,
	body.errors?.[0]?.code,
];

test('a set has a name of its own, is renamed, removed, and brought back unless its name is taken', async () => {
	const id = await newSet('Basics');
	expect(fault(await api('POST', '/test-sets', { name: 'basics' }))).toEqual([422, 'name', 'taken']);
	expect(fault(await api('POST', '/test-sets', { name: ' ' }))).toEqual([422, 'name', 'too_small']);
	expect((await api('PATCH', `/test-sets/${id}`, { name: 'Care', guards: true })).status).toBe(204);
	expect((await api('GET', `/test-sets/${id}`)).body).toMatchObject({
		name: 'Care',
		guards: true,
		questions: 0,
		last_run: null,
	});
	expect((await api('DELETE', `/test-sets/${id}`)).status).toBe(204);
	expect((await api('GET', `/test-sets/${id}`)).status).toBe(404);
	const other = await newSet('care');
	expect(fault(await api('POST', `/test-sets/${id}/return`))).toEqual([422, 'name', 'taken']);
	await api('DELETE', `/test-sets/${other}`);
	expect((await api('POST', `/test-sets/${id}/return`)).status).toBe(204);
	expect((await api('GET', '/test-sets?limit=1')).body).toMatchObject({ items: [{ id, name: 'Care' }] });
	await api('DELETE', `/test-sets/${id}`);
	at += 31 * 86_400_000;
	await forgetRemoved(one.app.transact);
	expect((await api('POST', `/test-sets/${id}/return`)).status).toBe(404);
});

test('a question says what is expected of it, stands once in a set, is found, changed, and taken out with a way back', async () => {
	const set = await newSet('Questions');
	const add = (body: object) => api('POST', `/test-sets/${set}/questions`, { lang: 'en', ...body });
	const right = { text: 'How often is the air filter due?', expected: 'answer', article_id: filter };
	const { body: made } = await add(right);
	expect(fault(await add(right))).toEqual([422, 'text', 'known']);
	expect(fault(await add({ text: 'Nothing named', expected: 'found' }))).toEqual([422, 'article_id', 'required']);
	expect(fault(await add({ text: 'Too much', expected: 'unsure', article_id: filter }))).toEqual([
		422,
		'article_id',
		'unwanted',
	]);
	expect(fault(await add({ text: 'No such', expected: 'answer', article_id: newId() }))).toEqual([
		422,
		'article_id',
		'not_found',
	]);
	expect(fault(await add({ text: '  ', expected: 'unsure' }))).toEqual([422, 'text', 'too_small']);
	expect((await add({ text: 'Do you sell 50% giraffes?', expected: 'unsure' })).status).toBe(201);
	expect(await textsOf(set)).toEqual(['Do you sell 50% giraffes?', right.text]);
	expect(await textsOf(set, '?q=50%25')).toEqual(['Do you sell 50% giraffes?']);
	expect(await textsOf(set, '?expected=answer&lang=en')).toEqual([right.text]);
	const question = `/test-sets/${set}/questions/${made.id}`;
	expect((await api('PUT', question, { ...right, lang: 'en', text: 'Air filter?', expected: 'found' })).status).toBe(
		204,
	);
	expect((await api('PUT', `/test-sets/${newId()}/questions/${made.id}`, { ...right, lang: 'en' })).status).toBe(404);
	expect((await api('DELETE', question)).status).toBe(204);
	expect(await textsOf(set)).toEqual(['Do you sell 50% giraffes?']);
	expect((await api('POST', `${question}/return`)).status).toBe(204);
	expect((await api('GET', `/test-sets/${set}/questions?q=air`)).body.items).toMatchObject([
		{ id: made.id, text: 'Air filter?', expected: 'found', article_id: filter, question_id: null },
	]);
});

test('a full set says so', async () => {
	const set = await newSet('Full');
	const { db } = one.app.database;
	const rows = Array.from({ length: 2_000 }, (_, i) => ({
		id: newId(),
		set_id: set,
		text: `Question ${i}`,
		lang: 'en',
		expected: 'unsure' as const,
		article_id: null,
		question_id: null,
		customer_id: null,
		created_at: new Date(at),
		removed_at: null,
	}));
	await db.insertInto('test_questions').values(rows).execute();
	const add = await api('POST', `/test-sets/${set}/questions`, { text: 'More', lang: 'en', expected: 'unsure' });
	expect(fault(add)).toEqual([422, 'text', 'too_many']);
	await db.deleteFrom('test_sets').where('id', '=', set).execute();
});

test('the log offers each wording once, with the right article only as far as somebody said it', async () => {
	const set = await newSet('From the log');
	const [ann, ben] = [await newCustomer(one), await newCustomer(one)];
	const helped = await ann.ask('how do I change the air filter');
	await ann.rate(helped, true);
	await ben.ask('How do I change the air filter?');
	const contested = await ann.ask('where to send an invoice');
	await ann.rate(contested, true);
	await ben.rate(await ben.ask('Where to send an invoice?'), false);
	const given = await ben.ask('my giraffe would like its money back');
	await api('PUT', `/questions/${given}/article`, { article_id: invoice });
	const open = await ben.ask('can a zebra be delivered');
	const foreign = await ben.ask('斑马可以送货吗');
	const suggest = async (query = '') => (await api('GET', `/test-sets/${set}/suggestions${query}`)).body;
	const { items, next_cursor } = await suggest();
	expect(next_cursor).toBe(null);
	expect(items).toMatchObject([
		{ question_id: foreign, lang: 'en', expected: null },
		{ question_id: open, expected: null, article_id: null, why: null },
		{ question_id: given, expected: 'answer', article_id: invoice, why: 'given' },
		{ text: 'Where to send an invoice?', expected: null, article_id: null, why: null },
		{ question_id: helped, article_id: filter, why: 'solved' },
	]);
	expect((await suggest('?rating=bad')).items).toHaveLength(1);
	expect((await suggest('?lang=th')).items).toEqual([]);
	const questions = [
		{ question_id: given, expected: 'answer', article_id: invoice },
		{ question_id: open, expected: 'unsure' },
		{ question_id: foreign, expected: 'unsure' },
		{ question_id: newId(), expected: 'unsure' },
	];
	const wrong = { questions: [{ question_id: open, expected: 'found' }] };
	expect(fault(await api('POST', `/test-sets/${set}/import`, wrong))).toEqual([422, 'questions.0.article_id', 'wrong']);
	const fill = () => api('POST', `/test-sets/${set}/import`, { questions });
	expect((await fill()).body).toEqual({ added: 3, known: 0, gone: 1 });
	expect((await fill()).body).toEqual({ added: 0, known: 3, gone: 1 });
	const left = (await suggest()).items.map(({ question_id }: { question_id: string }) => question_id);
	for (const copied of [open, foreign]) expect(left).not.toContain(copied);
	await api('DELETE', `/questions/${given}/article`);
});

test('whoever asks to be forgotten is taken out of the sets, also of what was removed, and cannot be copied again', async () => {
	const set = await newSet('Forgotten');
	const cy = await newCustomer(one);
	const question = await cy.ask('I am Cyprian: where is my compressor');
	const questions = [{ question_id: question, expected: 'unsure' }];
	await api('POST', `/test-sets/${set}/import`, { questions });
	const [{ id }] = (await api('GET', `/test-sets/${set}/questions`)).body.items;
	await api('DELETE', `/test-sets/${set}/questions/${id}`);
	await api('DELETE', `/customers/${cy.id}`);
	expect((await api('POST', `/test-sets/${set}/questions/${id}/return`)).status).toBe(404);
	expect((await api('POST', `/test-sets/${set}/import`, { questions })).body).toEqual({ added: 0, known: 0, gone: 1 });
});

test('whoever may only read may read all of it, and whoever writes may copy out of the log only with the scope for it', async () => {
	const key = async (...scopes: string[]): Promise<string> =>
		(await api('POST', '/keys', { name: scopes.join(' '), scopes })).body.token;
	const [reader, writer] = [await key('knowledge:read'), await key('knowledge:read', 'knowledge:write')];
	const set = await newSet('Mine');
	expect((await api('GET', `/test-sets/${set}/questions`, undefined, reader)).status).toBe(200);
	expect((await api('POST', '/test-sets', { name: 'x' }, reader)).status).toBe(403);
	const questions = [{ question_id: newId(), expected: 'unsure' }];
	expect((await api('POST', `/test-sets/${set}/import`, { questions }, writer)).status).toBe(403);
	expect((await api('GET', `/test-sets/${set}/suggestions`, undefined, writer)).status).toBe(403);
});
