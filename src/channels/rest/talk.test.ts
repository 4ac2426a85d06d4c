import { afterAll, beforeAll, expect, test } from 'vitest';
import { testMember, type TestMember } from '../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestServer;
let agent: TestMember;

beforeAll(async () => {
	one = await testServer();
	agent = await testMember(one, 'agent', 'Linh');
	for (const [name, title, body, questions] of [
		['oil', 'Changing the oil', 'Change the oil every 2,000 hours of running.', ['How often do I change the oil?']],
		['belt', 'Tightening the belt', 'Tighten the belt until it gives way by 10 mm.', ['How tight must the belt be?']],
	] as const)
		await one.call('PUT', `/api/v1/articles/by-external-id/${name}`, {
			body: { lang: 'en', title, body, questions, status: 'published' },
		});
	await until(async () => (await one.call('GET', '/api/v1/search?q=oil')).body.results.length > 0, 10_000);
});
afterAll(() => one.stop());

const session = async () => (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token as string;
const open = async (as: string, body: object = {}) =>
	(await one.call('POST', '/api/v1/conversations', { body, as })).body.id as string;
const say = (as: string, id: string, text: string, more: object = {}) =>
	one.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text, ...more }, as });
const reading = async (as: string, id: string) => (await one.call('GET', `/api/v1/conversations/${id}`, { as })).body;
type Said = {
	author: string;
	kind: string;
	text: string;
	outcome?: string;
	question_id?: string;
	citations?: unknown[];
};
const messages = async (as: string, id: string) => (await reading(as, id)).messages as Said[];
const by = async (as: string, id: string, author: string) =>
	(await messages(as, id)).filter((message) => message.author === author);

test('the assistant answers what is said to it, with its source', async () => {
	const as = await session();
	const id = await open(as);
	expect((await say(as, id, 'How often do I change the oil?')).status).toBe(201);
	await until(async () => (await by(as, id, 'assistant')).length > 0);
	expect((await by(as, id, 'assistant'))[0]).toMatchObject({
		text: 'Change the oil every 2,000 hours of running.',
		outcome: 'answer',
		citations: [{ external_id: 'oil' }],
	});
});

test('what is sent in one go is answered once', async () => {
	const as = await session();
	const id = await open(as);
	for (const text of ['hello there', 'I have a question', 'How tight must the belt be?']) await say(as, id, text);
	await until(async () => (await by(as, id, 'assistant')).some(({ outcome }) => outcome === 'answer'));
	await one.app.attendant?.settled();
	expect(await by(as, id, 'assistant')).toHaveLength(1);
});

test('the same message sent twice is one message, also where two are sent at once', async () => {
	const as = await session();
	const id = await open(as, { to: 'person' });
	const sent = await Promise.all([1, 2, 3].map(() => say(as, id, 'Hello', { client_id: 'abc' })));
	expect(new Set(sent.map(({ body }) => body.id)).size).toBe(1);
	expect(await by(as, id, 'customer')).toHaveLength(1);
});

test('a person asked for is given at once, with what was asked and shown, and the assistant is silent until handed back', async () => {
	const as = await session();
	const id = await open(as);
	await say(as, id, 'How often do I change the oil?');
	await until(async () => (await by(as, id, 'assistant')).length > 0);
	const { status, body } = await one.call('POST', `/api/v1/conversations/${id}/handoff`, { body: {}, as });
	expect(status).toBe(200);
	expect(body.packet).toMatchObject({
		goal: 'How often do I change the oil?',
		articles: [{ title: 'Changing the oil', result: 'shown' }],
		steps: [{ asked: 'How often do I change the oil?', outcome: 'answer' }],
		stopped_by: 'asked',
		next_step: 'check_answer',
	});
	await say(as, id, 'How tight must the belt be?');
	await agent.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text: 'Linh here.' } });
	await one.app.attendant?.settled();
	expect(await by(as, id, 'assistant')).toHaveLength(1);
	expect(await reading(as, id)).toMatchObject({
		holder: 'team',
		assignee: 'Linh',
		handoff: { state: 'taken', taken_by: 'Linh' },
	});
	await say(as, id, 'How tight must the belt be?');
	await agent.call('POST', `/api/v1/conversations/${id}/return`, { body: { note: 'Only the belt is left.' } });
	await until(async () => (await by(as, id, 'assistant')).length === 2);
	expect(await reading(as, id)).toMatchObject({
		holder: 'assistant',
		assignee_id: null,
		handoff: { state: 'returned' },
	});
});

test('the team lists what one person wrote, and a customer never what somebody else did', async () => {
	const [as, other] = [await session(), await session()];
	const id = await open(as, { text: 'It leaks', to: 'person' });
	await open(other, { text: 'It hums', to: 'person' });
	const { customer_id } = await reading(one.key, id);
	const listed = async (who: object) => {
		const { body } = await one.call('GET', `/api/v1/conversations?customer=${customer_id}`, who);
		return (body as { items: { id: string }[] }).items.map((each) => each.id);
	};
	expect(await listed({})).toEqual([id]);
	expect(await listed({ as: other })).toEqual([]);
});

test('a note is among colleagues', async () => {
	const as = await session();
	const id = await open(as, { text: 'It leaks', to: 'person' });
	await agent.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text: 'Looks old', note: true } });
	expect((await messages(as, id)).map(({ kind }) => kind)).not.toContain('note');
	expect((await messages(one.key, id)).map(({ kind }) => kind)).toContain('note');
	expect((await say(as, id, 'me too', { note: true })).status).toBe(403);
});

test('what was not solved goes back to the team and to the gaps, and is asked once', async () => {
	const as = await session();
	const id = await open(as);
	await say(as, id, 'How often do I change the oil?');
	await until(async () => (await by(as, id, 'assistant')).length > 0);
	const feedback = (body: object) => one.call('PUT', `/api/v1/conversations/${id}/feedback`, { body, as });
	expect((await feedback({ solved: false, text: 'Mine is oil-free', reasons: ['wrong_answer'] })).status).toBe(204);
	const [answer] = await by(as, id, 'assistant');
	expect((await one.call('GET', `/api/v1/questions/${answer?.question_id}`)).body).toMatchObject({
		solved: false,
		missing: 'Mine is oil-free',
	});
	await one.call('POST', `/api/v1/conversations/${id}/handoff`, { body: {}, as });
	await agent.call('PUT', `/api/v1/conversations/${id}/closing`);
	await feedback({ solved: true });
	expect(await reading(as, id)).toMatchObject({ status: 'closed' });
	await feedback({ solved: false, steps: { agent: false } });
	const now = await reading(one.key, id);
	expect(now).toMatchObject({ status: 'open', holder: 'team', waiting_since: expect.any(String) });
	expect(now.feedback).toMatchObject([{ solved: false, steps: { agent: false } }]);
	expect((await reading(as, id)).feedback).toEqual([]);
	expect((await feedback({ solved: null })).status).toBe(204);
	expect((await agent.call('PUT', `/api/v1/conversations/${id}/feedback`, { body: { solved: true } })).status).toBe(
		403,
	);
});

test('what it does not know the assistant asks a colleague, who fills it in, and keeps the conversation', async () => {
	const as = await session();
	const id = await open(as);
	const ask = () => one.call('POST', `/api/v1/conversations/${id}/colleague-question`, { as });
	expect((await ask()).status).toBe(409);
	await say(as, id, 'Do you deliver to Zanzibar?');
	await until(async () => (await by(as, id, 'assistant')).length > 0);
	const [first, again] = [await ask(), await ask()];
	expect(first.body.id).toBe(again.body.id);
	const { items } = (await agent.call('GET', '/api/v1/colleague-questions')).body;
	expect(items).toMatchObject([{ id: first.body.id, text: 'Do you deliver to Zanzibar?' }]);
	const answer = (text: string) =>
		agent.call('PUT', `/api/v1/colleague-questions/${first.body.id}/answer`, { body: { text } });
	expect((await answer('')).status).toBe(422);
	expect((await Promise.all([answer('Yes, by sea.'), answer('No.')])).map(({ status }) => status).toSorted()).toEqual([
		204, 409,
	]);
	const said = await by(as, id, 'assistant');
	expect(said.at(-1)).toMatchObject({
		text: expect.stringMatching(/Yes, by sea.|No./),
		name: 'Linh',
		outcome: 'answer',
	});
	expect(await reading(as, id)).toMatchObject({ holder: 'assistant' });
});

test('whoever waits for a person is promised when, and the clock stops with the answer', async () => {
	const as = await session();
	const id = await open(as, { text: 'It leaks', to: 'person' });
	const waiting = await reading(as, id);
	expect(waiting.promises).toMatchObject([{ kind: 'first_response', state: 'running' }]);
	expect(waiting.packet.promises).toMatchObject([{ due_at: waiting.promises[0].due_at }]);
	await agent.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text: 'Looking into it', note: true } });
	expect((await reading(as, id)).promises).toMatchObject([{ state: 'running' }]);
	await agent.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text: 'Is it the small one?' } });
	expect((await reading(as, id)).promises).toMatchObject([{ kind: 'first_response', state: 'kept' }]);
});
