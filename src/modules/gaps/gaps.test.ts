import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCustomer, publishArticles, rollQuestions } from '../../../tests/support/asking.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { writerOf } from '../../../tests/support/writing.ts';

let one: TestServer;
let articles: string[];
type Customer = Awaited<ReturnType<typeof newCustomer>>;
let ann: Customer;
let ben: Customer;
let cy: Customer;

beforeAll(async () => {
	one = await testServer();
	articles = await publishArticles(one, [
		{
			title: 'Change the air filter',
			body: 'Open the cover and change the air filter every 2000 hours.',
			collection: 'care',
		},
		{ title: 'Where to send an invoice', body: 'Invoices go to our accounts department.', collection: 'money' },
		{ title: 'Opening hours', body: 'We are there from eight to five.' },
	]);
	[ann, ben, cy] = await Promise.all([newCustomer(one), newCustomer(one), newCustomer(one)]);
});
afterAll(() => one.stop());

const gaps = async (query = '') => (await one.call('GET', `/api/v1/gaps${query}`)).body.items;
const questionsOf = async (id: string) => (await one.call('GET', `/api/v1/gaps/${id}/questions`)).body.items;
const gapWith = async (text: string) => {
	for (const gap of await gaps()) {
		const questions = await questionsOf(gap.id);
		if (questions.some((question: { text: string }) => question.text === text)) return gap;
	}
	return undefined;
};

const PASSWORD = [
	'How do I reset the password of my controller?',
	'reset controller password',
	'I forgot the controller password, how can I reset it',
];
const DRONE = ['Can a drone deliver my parcel?', 'parcel delivered by drone?'];

test('what is asked in vain is grouped by what it asks for, most customers first', async () => {
	await ann.ask(PASSWORD[0]!);
	await ben.ask(PASSWORD[1]!);
	await cy.ask(PASSWORD[2]!);
	await ann.ask(DRONE[0]!);
	await ann.ask(DRONE[1]!);
	await ann.ask('Change the air filter');
	await rollQuestions(one);
	const [first, second, ...others] = await gaps('?status=open');
	expect(others).toEqual([]);
	expect(first).toMatchObject({ customers: 3, questions: 3, answered: 0, weeks: [0, 0, 0, 3], lang: 'en' });
	expect(PASSWORD).toContain(first.question);
	expect(second).toMatchObject({ customers: 1, questions: 2 });
	expect((await questionsOf(first.id)).map(({ text }: { text: string }) => text).toSorted()).toEqual(
		PASSWORD.toSorted(),
	);
	const page = await one.call('GET', '/api/v1/gaps?limit=1');
	const rest = await one.call('GET', `/api/v1/gaps?limit=1&cursor=${page.body.next_cursor}`);
	expect(rest.body.items.map(({ id }: { id: string }) => id)).toEqual([second.id]);
});

test('a cursor that starts again places nothing twice', async () => {
	const before = await gaps();
	await one.app.database.db.deleteFrom('roll_cursors').execute();
	await rollQuestions(one);
	expect(await gaps()).toEqual(before);
});

test('a rating that it did not help makes a gap, and a better one takes it back', async () => {
	const question = await ben.ask('Change the air filter');
	await ben.rate(question, false);
	await rollQuestions(one);
	expect(await gapWith('Change the air filter')).toMatchObject({ questions: 1 });
	await ben.rate(question, true);
	await rollQuestions(one);
	expect(await gapWith('Change the air filter')).toBeUndefined();
});

test('gaps are merged and split by hand, and either is undone', async () => {
	const password = await gapWith(PASSWORD[0]!);
	const drone = await gapWith(DRONE[0]!);
	const merge = (method: string, body?: object) => one.call(method, `/api/v1/gaps/${drone.id}/merge`, { body });
	expect((await merge('PUT', { into: password.id })).status).toBe(204);
	expect(await gaps()).toEqual([expect.objectContaining({ id: password.id, questions: 5, customers: 3 })]);
	expect((await one.call('GET', `/api/v1/gaps/${drone.id}`)).body).toMatchObject({
		id: password.id,
		merged: [drone.id],
	});
	expect((await merge('PUT', { into: password.id })).body.code).toBe('conflict');
	await merge('DELETE');
	expect((await gapWith(PASSWORD[0]!)).questions).toBe(3);
	expect((await gapWith(DRONE[0]!)).questions).toBe(2);
	const [odd] = await questionsOf(password.id);
	const split = (questions: string[]) =>
		one.call('POST', `/api/v1/gaps/${password.id}/splits`, { body: { questions } });
	const { body: apart } = await split([odd.id]);
	expect(await gapWith(odd.text)).toMatchObject({ id: apart.id, questions: 1, split_from: password.id });
	expect((await split((await questionsOf(password.id)).map(({ id }: { id: string }) => id))).status).toBe(422);
	expect((await one.call('DELETE', `/api/v1/gaps/${apart.id}/split`)).status).toBe(204);
	expect((await gapWith(odd.text)).id).toBe(password.id);
	expect((await one.call('GET', `/api/v1/gaps/${apart.id}`)).status).toBe(404);
});

test('what is dismissed stays away however often it is asked, until it is brought back', async () => {
	const drone = await gapWith(DRONE[0]!);
	await one.call('PUT', `/api/v1/gaps/${drone.id}/dismissal`);
	await cy.ask('drone parcel deliver');
	await rollQuestions(one);
	expect(await gapWith(DRONE[0]!)).toMatchObject({ status: 'dismissed', questions: 3, customers: 2 });
	await one.call('DELETE', `/api/v1/gaps/${drone.id}/dismissal`);
	expect(await gapWith(DRONE[0]!)).toMatchObject({ status: 'open' });
});

test('one click begins the article; publishing it closes the gap, and asking in vain opens it again', async () => {
	const gap = await gapWith(PASSWORD[0]!);
	const { status, body: made } = await one.call('POST', `/api/v1/gaps/${gap.id}/draft`);
	expect(status).toBe(201);
	expect((await one.call('POST', `/api/v1/gaps/${gap.id}/draft`)).body.code).toBe('conflict');
	const writer = writerOf(one, made.article_id);
	const { text } = await writer.read();
	expect(PASSWORD).toContain(text.title);
	expect([text.title, ...text.questions].toSorted()).toEqual(PASSWORD.toSorted());
	expect(await gapWith(PASSWORD[0]!)).toMatchObject({ status: 'drafted', article_id: made.article_id });
	await writer.save({
		body: {
			type: 'doc',
			content: [
				{ type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: 'Hold the key for ten seconds.' }] },
			],
		},
	});
	expect((await writer.publish()).status).toBe(200);
	await settle();
	expect(await gapWith(PASSWORD[0]!)).toMatchObject({ status: 'closed', answered: 3 });
	const since = await answeredAt(gap.id);
	await settle();
	expect(await answeredAt(gap.id)).toEqual(since);
	const badly = await ben.ask(PASSWORD[0]!);
	await ben.rate(badly, false);
	await rollQuestions(one);
	expect(await gapWith(PASSWORD[0]!)).toMatchObject({ status: 'open', questions: 4 });
}, 60_000);

const answeredAt = async (gap: string) =>
	(await questionsOf(gap)).map(({ answered_at }: { answered_at: string | null }) => answered_at);

/** What the worker does when the article is published. */
async function settle() {
	const { settleGaps } = await import('./index.ts');
	const events = one.app.database.db.selectFrom('events').selectAll().where('name', '=', 'translation.written');
	const event = await events.orderBy('id', 'desc').executeTakeFirstOrThrow();
	await settleGaps.handle(one.app, event as never);
}

test('a question belongs to an article: first it is told what would change, then it is an example, and it can be undone', async () => {
	const gap = await gapWith(DRONE[0]!);
	const [question, other] = await questionsOf(gap.id);
	const before = await counted();
	const path = `/api/v1/questions/${question.id}/article`;
	const preview = (await one.call('POST', `${path}/preview`, { body: { article_id: articles[2] } })).body;
	expect(preview.itself).toMatchObject({
		before: { outcome: 'unsure' },
		after: { article_id: articles[2], outcome: 'answer' },
	});
	expect(preview.changes.map((change: { text: string }) => change.text)).toContain(other.text);
	expect((await examples(articles[2]!)).questions).toEqual([]);
	const { body: added } = await one.call('PUT', path, { body: { article_id: articles[2] } });
	expect(added).toMatchObject({ added: true, lang: 'en' });
	expect(await counted()).toBe(before - 1);
	expect((await examples(articles[2]!)).questions).toEqual([question.text]);
	expect((await one.call('GET', `/api/v1/questions/${question.id}`)).body).toMatchObject({
		gap_id: null,
		belongs_to: articles[2],
	});
	expect((await gapWith(other.text)).questions).toBe(2);
	expect((await one.call('PUT', path, { body: { article_id: articles[1] } })).body.code).toBe('conflict');
	expect((await one.call('DELETE', path)).status).toBe(204);
	expect((await examples(articles[2]!)).questions).toEqual([]);
	expect((await gapWith(question.text)).id).toBe(gap.id);
	expect(await counted()).toBe(before);
});

/** How many questions of gaps there are, by the counts of their words. */
const counted = async () =>
	(
		await one.app.database.db
			.selectFrom('gap_features')
			.select('questions')
			.where('feature', '=', 0)
			.executeTakeFirstOrThrow()
	).questions;

const examples = async (article: string) =>
	one.app.database.db
		.selectFrom('translations')
		.select(['questions', 'version'])
		.where('article_id', '=', article)
		.executeTakeFirstOrThrow();

test('the log is narrowed by outcome, opinion, words and time', async () => {
	const texts = async (query: string) =>
		(await one.call('GET', `/api/v1/questions?${query}`)).body.items.map(({ text }: { text: string }) => text);
	expect(await texts('q=parcels%20dron')).toEqual(expect.arrayContaining(DRONE));
	expect(await texts('q=parcels%20dron&lang=vi')).toEqual([]);
	expect(await texts('q=...')).toEqual([]);
	expect(await texts('outcome=unsure&q=drone')).toHaveLength(3);
	expect(await texts('rating=bad')).toEqual([PASSWORD[0]]);
	expect(await texts('rating=good')).toEqual(['Change the air filter']);
	expect(await texts(`from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
	expect((await texts(`until=${new Date(Date.now() + 60_000).toISOString()}&channel=api`)).length).toBeGreaterThan(5);
});

test('an explanation says which words were found where and what they brought', async () => {
	const id = await ann.ask('when to change the air filter of a giraffe');
	const { body } = await one.call('GET', `/api/v1/questions/${id}/explanation`);
	expect(body).toMatchObject({ changed_since: false, now: { lang: 'en' } });
	const [first] = body.articles;
	expect(first).toMatchObject({ article_id: articles[0], factor: 1, bonus: 0 });
	expect(first.missing[0]).toBe('giraffe');
	const sum = first.words.reduce((all: number, { share }: { share: number }) => all + share, first.bonus);
	expect(Math.min(1, sum)).toBeCloseTo(first.score, 4);
	expect(first.words).toContainEqual(
		expect.objectContaining({
			word: 'filter',
			how: 'asked',
			where: expect.arrayContaining([{ part: 'title', text: 'Change the air filter' }]),
		}),
	);
	const asked = await one.call('GET', `/api/v1/questions/${id}`);
	expect(body.now.confidence).toBeCloseTo(asked.body.confidence, 1);
});

test('a synonym is tried out, taught, in use at once, and forgotten', async () => {
	await ann.ask('where do I send a bill');
	await rollQuestions(one);
	const body = { lang: 'en', kind: 'synonym', phrase: 'bill', means: 'invoice' };
	const preview = await one.call('POST', '/api/v1/words/preview', { body });
	expect(preview.body.replayed).toBeGreaterThan(0);
	const score = async () => {
		const found = await one.call('GET', '/api/v1/search?q=bill&lang=en');
		return found.body.results.find((hit: { title: string }) => hit.title.includes('invoice'))?.score ?? 0;
	};
	expect(await score()).toBe(0);
	const taught = await one.call('POST', '/api/v1/words', { body });
	expect(taught.status).toBe(201);
	expect((await one.call('POST', '/api/v1/words', { body })).body.code).toBe('conflict');
	await one.app.refresher.check();
	expect(await score()).toBeGreaterThan(0);
	expect((await one.call('GET', '/api/v1/words?lang=en')).body.items).toHaveLength(1);
	await one.call('DELETE', `/api/v1/words/${taught.body.id}`);
	await one.app.refresher.check();
	expect(await score()).toBe(0);
	expect((await one.call('POST', '/api/v1/words', { body: { ...body, phrase: '!?' } })).status).toBe(422);
});

test('when a customer is erased their words go from the index and the gaps, and the counts stay', async () => {
	const before = await gapWith(DRONE[0]!);
	const { db } = one.app.database;
	const hers = (await questionsOf(before.id)).find(({ text }: { text: string }) => text === DRONE[0]);
	await db.updateTable('gaps').set({ typical_id: hers.id }).where('id', '=', before.id).execute();
	await one.call('DELETE', `/api/v1/customers/${ann.id}`);
	const theirs = db.selectFrom('questions').select('id').where('customer_id', '=', ann.id);
	expect(await db.selectFrom('question_search').selectAll().where('question_id', 'in', theirs).execute()).toEqual([]);
	const features = await db.selectFrom('gap_questions').select('features').where('question_id', 'in', theirs).execute();
	expect(features.map((row) => row.features)).toEqual(features.map(() => []));
	expect((await one.call('GET', `/api/v1/gaps/${before.id}`)).body).toMatchObject({
		questions: before.questions,
		question: 'drone parcel deliver',
	});
});

test('who may only read changes nothing', async () => {
	const { makeKey } = await import('#modules/staff/index.ts');
	const { SYSTEM } = await import('#core/access.ts');
	const scopes = ['questions:read', 'knowledge:read'] as const;
	const { token: as } = await one.app.transact((tx) => makeKey(tx, SYSTEM, { name: 'viewer', scopes: [...scopes] }));
	const [gap] = (await one.call('GET', '/api/v1/gaps', { as })).body.items;
	for (const [method, path] of [
		['PUT', `/gaps/${gap.id}/dismissal`],
		['POST', `/gaps/${gap.id}/draft`],
		['POST', `/gaps/${gap.id}/replay`],
	] as const)
		expect((await one.call(method, `/api/v1${path}`, { as })).status).toBe(403);
	expect((await one.call('GET', '/api/v1/gaps', { as: null })).status).toBe(401);
});
