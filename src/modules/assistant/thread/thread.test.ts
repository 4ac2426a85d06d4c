import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../../../db/seed/demo.ts';
import { type TestApp, testApp } from '../../../../tests/support/app.ts';
import { SYSTEM } from '#core/access.ts';
import { ask } from '../ask.ts';
import type { Turn } from './turn.ts';
import { dialogues, LANGS } from './dialogues.fixture.ts';
import { rates, shareOf, tryDialogues, type Tried } from './measure.fixture.ts';
import { pointsBack } from './points-back.ts';

let running: TestApp;
let tried: Tried[];

beforeAll(async () => {
	running = await testApp();
	await loadKnowledge(running.app);
	await running.app.library.ready;
	await running.app.scorer.settled();
	tried = await tryDialogues(running.app, await dialogues());
});

afterAll(() => running.stop());

const held = () => tried.filter((one) => one.held);

describe('of questions that go on from the one before', () => {
	test('four in five find the right article first, which few of them do alone', () => {
		expect(rates(held()).followUps).toBeGreaterThanOrEqual(0.8);
		expect(rates(held()).followUpsAlone).toBeLessThan(0.5);
	});

	test.each(Object.values(LANGS))('most do so in %s', (lang) => {
		expect(rates(tried.filter((one) => one.lang === lang)).followUps).toBeGreaterThanOrEqual(0.8);
	});
});

describe('of changes of topic', () => {
	test('hardly any suffers from what was said before', () => {
		expect(rates(held()).changes).toBeGreaterThanOrEqual(0.95);
	});

	test.each(Object.values(LANGS))('hardly any does in %s', (lang) => {
		expect(rates(tried.filter((one) => one.lang === lang)).changes).toBeGreaterThanOrEqual(0.95);
	});
});

test('what is answered in a thread is nearly always answered right, and confidence says how often', () => {
	const { answered, answeredRight } = rates(held());
	expect(answered).toBeGreaterThan(0.5);
	expect(answeredRight).toBeGreaterThan(0.9);
	const sure = tried.filter(({ within }) => within.confidence >= 0.8);
	expect(shareOf(sure, ({ within }) => within.right)).toBeGreaterThan(0.9);
});

describe('a question that says little', () => {
	const asked = async (question: string, before: string[]) => {
		const thread: Turn[] = [];
		for (const earlier of before) {
			const { candidates, outcome } = await ask(running.app, SYSTEM, {
				question: earlier,
				lang: 'en',
				channel: 'chat',
			});
			thread.push({ question: earlier, article_ids: candidates.map(({ article_id }) => article_id), outcome });
		}
		return ask(running.app, SYSTEM, { question, lang: 'en', channel: 'chat', thread });
	};

	test('is answered for what was asked before, and says so', async () => {
		const reply = await asked('how long does it take', ['how do i change the oil on my KA 11']);
		expect(reply.candidates[0]?.external_id).toBe('oil-change');
		expect(reply.understood?.question).toBe('how do i change the oil on my KA 11\nhow long does it take');
	});

	test('is still understood a turn later', async () => {
		const reply = await asked('and how long does it take?', [
			'how do i change the oil on my KA 11',
			'and on the KA 22?',
		]);
		expect(reply.candidates[0]?.external_id).toBe('oil-change');
	});

	test('is not, where nothing was asked before', async () => {
		const reply = await asked('how long does it take', []);
		expect(reply.understood).toBeUndefined();
	});

	test('is kept as it was asked', async () => {
		const { question_id } = await asked('how long does it take', ['how do i change the oil on my KA 11']);
		const row = await running.app.database.db.selectFrom('questions').select('text').where('id', '=', question_id);
		expect((await row.executeTakeFirstOrThrow()).text).toBe('how long does it take');
	});
});

test.each([
	['and in winter?', 'en', true],
	['那冬天呢', 'zh-Hans', true],
	['con mua dong thi sao', 'vi', true],
	['แล้วหน้าหนาวล่ะ', 'th', true],
	['how do I change the oil', 'en', false],
	['เปลี่ยนน้ำมันปั๊มลม', 'th', false],
])('“%s” points back or does not', (question, lang, does) => {
	expect(pointsBack(question, lang)).toBe(does);
});
