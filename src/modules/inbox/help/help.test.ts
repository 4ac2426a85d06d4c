import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishArticles } from '../../../../tests/support/asking.ts';
import { type FakeModel, says, startFakeModel } from '../../../../tests/support/fake-model.ts';
import { testMember, type TestMember } from '../../../../tests/support/member.ts';
import { type TestServer, testServer } from '../../../../tests/support/server.ts';

let one: TestServer;
let model: FakeModel;
let owner: TestMember;

beforeAll(async () => {
	model = await startFakeModel(says(() => ['Đóng van lại.', 'Đợi 10 phút.']));
	one = await testServer({ env: { AI_BASE_URL: model.url, AI_MODEL: 'words' } });
	owner = await testMember(one, 'owner', 'Mai');
	await publishArticles(one, [
		{
			title: 'Changing the oil',
			body: 'Change the oil every 2,000 hours.',
			questions: ['How often do I change the oil?'],
		},
		{ title: 'Tightening the belt', body: 'Tighten the belt by 10 mm.', questions: ['How tight must the belt be?'] },
	]);
});
afterAll(async () => {
	await one.stop();
	await model.close();
});

async function opened(text: string, as?: string) {
	const token = as ?? ((await one.call('POST', '/api/v1/sessions', { body: {} })).body.token as string);
	const { id } = (await one.call('POST', '/api/v1/conversations', { body: { text, to: 'person' }, as: token })).body;
	return { path: `/api/v1/conversations/${id}`, id: id as string, token };
}
const say = async (path: string, text: string, as?: string) =>
	(await one.call('POST', `${path}/messages`, { body: { text }, ...(as && { as }) })).body.id as string;
const asked = async () => (await one.call('GET', '/api/v1/questions')).body.items.length as number;

test('what the customer said last is answered from articles with their sources, and nothing counts as asked', async () => {
	const { path, token } = await opened('Hello');
	await say(path, 'Hello, how can we help?');
	await say(path, 'It is about my compressor.', token);
	await say(path, 'How often do I change the oil?', token);
	const before = await asked();
	const { items } = (await one.call('GET', `${path}/suggestions`)).body;
	expect(items[0]).toMatchObject({
		text: 'Change the oil every 2,000 hours.',
		citations: [{ title: 'Changing the oil', quote: 'Change the oil every 2,000 hours.' }],
	});
	expect(await asked()).toBe(before);
	expect((await one.call('GET', `${path}/suggestions`, { as: token })).status).toBe(401);
});

test('an answer becomes a draft with what was asked as its title, and the conversation is tied to it', async () => {
	const { path, id, token } = await opened('Can the KX 200 stand outside in winter?');
	const answer = await say(path, 'Only under a roof.\n\n1. Drain it.\n2. Cover it.');
	const { status, body } = await owner.call('POST', `${path}/article`, { body: { message_ids: [answer] } });
	expect([status, body.lang]).toEqual([201, 'en']);
	const draft = (await owner.call('GET', `/api/v1/articles/${body.article_id}/translations/${body.lang}/draft`)).body;
	expect(JSON.stringify(draft)).toContain('Can the KX 200 stand outside in winter?');
	expect(JSON.stringify(draft)).toContain('Cover it.');
	expect((await one.call('GET', path)).body.links).toMatchObject([{ type: 'article', ref: body.article_id }]);
	const { messages } = (await one.call('GET', path)).body;
	const question = { message_ids: [messages[0].id] };
	expect((await owner.call('POST', `${path}/article`, { body: question })).status).toBe(409);
	const other = await opened('Something else');
	expect((await owner.call('POST', `${other.path}/article`, { body: { message_ids: [answer] } })).status).toBe(404);
	expect((await one.call('POST', `${path}/article`, { body: { message_ids: [answer] }, as: token })).status).toBe(401);
	expect(id).toBeTruthy();
});

test('beside a conversation stand what happened, by whom, and the other matters of its customer', async () => {
	const first = await opened('The first matter');
	const { path, id } = await opened('The second matter', first.token);
	await one.call('POST', '/api/v1/ask', { body: { question: 'How tight must the belt be?' }, as: first.token });
	await owner.call('POST', `${path}/messages`, { body: { text: 'I look after it.' } });
	const { items } = (await one.call('GET', `${path}/timeline`)).body;
	const names = items.map(({ name }: { name: string }) => name);
	expect(names).toEqual(expect.arrayContaining(['conversation.taken', 'conversation.assigned', 'question.asked']));
	expect(items.find(({ name }: { name: string }) => name === 'conversation.taken')).toMatchObject({
		here: true,
		actor: { kind: 'staff', name: 'Mai' },
	});
	expect(
		items.some(({ here, subject }: { here: boolean; subject: { id: string } }) => !here && subject.id === first.id),
	).toBe(true);
	const { conversations, questions } = (await one.call('GET', `${path}/earlier`)).body;
	expect(conversations).toMatchObject([{ id: first.id, subject: 'The first matter' }]);
	expect(questions).toMatchObject([{ text: 'How tight must the belt be?' }]);
	expect(id).not.toBe(first.id);
});
