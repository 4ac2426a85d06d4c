import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from '../../../tests/support/server.ts';
import { until } from '../../../tests/support/until.ts';

let one: TestServer;

const ARTICLES = [
	['oil', 'Changing the oil', 'Change the oil every 2,000 hours.\n\n## Time\n\nIt takes half an hour.', 'How do I change the oil?'],
	['belt', 'Tightening the belt', 'Tighten the belt until it gives way by 10 mm.', 'How tight must the belt be?'],
	['refunds', 'Refunds', 'Refunds are paid within five working days.', 'When do I get my money back?'],
] as const; // prettier-ignore

beforeAll(async () => {
	one = await testServer();
	for (const [name, title, body, question] of ARTICLES)
		await one.call('PUT', `/api/v1/articles/by-external-id/${name}`, {
			body: { lang: 'en', title, body, questions: [question], status: 'published' },
		});
	await until(async () => (await one.call('GET', '/api/v1/search?q=refund')).body.results.length > 0);
	await one.app.scorer.settled();
});
afterAll(() => one.stop());

const session = async () => (await one.call('POST', '/api/v1/sessions', { body: {} })).body.token as string;
const open = async (as: string, body: object = {}) =>
	(await one.call('POST', '/api/v1/conversations', { body, as })).body.id as string;
const say = (as: string, id: string, text: string) =>
	one.call('POST', `/api/v1/conversations/${id}/messages`, { body: { text }, as });
const reading = async (as: string, id: string) => (await one.call('GET', `/api/v1/conversations/${id}`, { as })).body;
type Said = { id: string; author: string; text: string; outcome?: string; citations?: { external_id: string }[] };
const answers = async (as: string, id: string) =>
	((await reading(as, id)).messages as Said[]).filter(({ author }) => author === 'assistant');
/** Says it and waits until that is answered. */
const saysAndHears = async (as: string, id: string, text: string) => {
	const before = (await answers(as, id)).length;
	await say(as, id, text);
	await until(async () => (await answers(as, id)).length > before);
	const answer = (await answers(as, id)).at(-1);
	await one.call('PUT', `/api/v1/conversations/${id}/read`, { body: { read: answer?.id }, as });
	return answer;
};

describe('a person asked for in words', () => {
	test.each([
		['en', 'can I talk to a human please'],
		['zh-Hans', '转人工'],
		['zh-Hant', '我要找真人客服'],
		['vi', 'cho tôi gặp nhân viên'],
		['th', 'ขอคุยกับเจ้าหน้าที่ค่ะ'],
		['en', 'gap nhan vien'],
	])('is given at once, on a page in %s: %s', async (lang, text) => {
		const as = await session();
		const id = await open(as, { lang, text });
		const { handoff, holder } = await until(async () => {
			const now = await reading(as, id);
			return now.holder === 'team' && now;
		});
		expect(holder).toBe('team');
		expect(handoff).toMatchObject({ state: 'waiting', reason: 'asked' });
		expect(await answers(as, id)).toEqual([]);
	});

	test('is told what it is about, not that a person was asked for', async () => {
		const as = await session();
		const id = await open(as);
		for (const text of ['hello', 'How do I change the oil?', 'thanks, but that is another model'])
			await saysAndHears(as, id, text);
		await say(as, id, 'let me talk to a person');
		const { packet } = await until(async () => {
			const now = await reading(as, id);
			return now.packet && now;
		});
		expect(packet).toMatchObject({ goal: 'How do I change the oil?', stopped_by: 'asked' });
	});

	test('is told what was said together with that', async () => {
		const as = await session();
		const id = await open(as, { lang: 'zh-Hans', text: '转人工，机器漏油了' });
		const { packet } = await until(async () => {
			const now = await reading(as, id);
			return now.packet && now;
		});
		expect(packet).toMatchObject({ goal: '机器漏油了', note: '', next_step: 'answer_first' });
		const other = await open(as);
		await saysAndHears(as, other, 'How do I change the oil?');
		await say(as, other, 'Let me talk to a person, the plug is stuck');
		const more = await until(async () => {
			const now = await reading(as, other);
			return now.packet && now;
		});
		expect(more.packet).toMatchObject({ goal: 'How do I change the oil?', note: 'the plug is stuck' });
	});

	test('who wants nothing but a person is asked what it is about by that person', async () => {
		const as = await session();
		const id = await open(as, { text: 'real person please' });
		const { packet } = await until(async () => {
			const now = await reading(as, id);
			return now.packet && now;
		});
		expect(packet).toMatchObject({ goal: '', next_step: 'ask_what' });
		// Said while they wait, it is passed on all the same.
		await say(as, id, 'ok');
		await say(as, id, 'The KA 22 does not start after the winter.');
		await say(as, id, 'And the belt squeals.');
		await one.call('PUT', `/api/v1/conversations/${id}/email`, { body: { email: 'lea@example.com' }, as });
		expect((await reading(as, id)).packet).toMatchObject({
			goal: 'The KA 22 does not start after the winter.',
			goal_by: 'derived',
			next_step: 'answer_first',
			answers: [{ name: 'email', value: 'lea@example.com', source: 'customer' }],
			customer: { assurance: 'claimed', identities: [{ kind: 'email', value: 'lea@example.com', level: 'claimed' }] },
		});
	});

	test('is no person at a desk', async () => {
		const as = await session();
		const id = await open(as);
		expect(await saysAndHears(as, id, 'is there a person at the desk?')).toBeDefined();
		expect((await reading(as, id)).holder).toBe('assistant');
	});
});

test.each([
	['en', 'hi there', 'Hello! What can I help you with?'],
	['zh-Hans', '谢谢', '不客气。还有问题的话，随时问我。'],
	['vi', 'tạm biệt', 'Tạm biệt bạn. Khi nào cần, bạn cứ nhắn nhé.'],
	['th', 'โอเคค่ะ', 'รับทราบ ถ้ามีอะไรเพิ่มเติม ถามได้เลย'],
])('in %s “%s” is answered kindly and searched for nowhere', async (lang, text, kind) => {
	const as = await session();
	const id = await open(as, { lang });
	expect(await saysAndHears(as, id, text)).toMatchObject({ text: kind, outcome: 'greeting' });
	const asked = await one.app.database.db
		.selectFrom('questions')
		.select('id')
		.where('conversation_id', '=', id)
		.execute();
	expect(asked).toEqual([]);
});

describe('what was said before', () => {
	test('is remembered in the conversation', async () => {
		const as = await session();
		const id = await open(as);
		await saysAndHears(as, id, 'How do I change the oil?');
		const answer = await saysAndHears(as, id, 'and how long does it take?');
		expect(answer?.citations?.[0] ?? answer).toMatchObject({ external_id: 'oil' });
	});

	test('is forgotten where something else is asked', async () => {
		const as = await session();
		const id = await open(as);
		await saysAndHears(as, id, 'How do I change the oil?');
		const answer = await saysAndHears(as, id, 'How tight must the belt be?');
		expect(answer?.citations?.[0]).toMatchObject({ external_id: 'belt' });
	});

	test('is remembered at the API by the id of the conversation, which is nobody else’s', async () => {
		const as = await session();
		const conversation_id = await open(as);
		const ask = (question: string, who: string) =>
			one.call('POST', '/api/v1/ask', { body: { question, lang: 'en', conversation_id }, as: who });
		await ask('How do I change the oil?', as);
		const { body } = await ask('and how long does it take?', as);
		expect(body.candidates[0]).toMatchObject({ external_id: 'oil' });
		expect(body.understood).toEqual({ question: 'How do I change the oil?\nand how long does it take?' });
		expect((await ask('and how long does it take?', await session())).status).toBe(404);
	});
});
