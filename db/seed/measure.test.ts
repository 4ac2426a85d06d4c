import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../tests/support/app.ts';
import { loadKnowledge } from './demo.ts';
import { type Asked, askMonth, measure } from './measure.ts';

let running: TestApp;
let asked: Asked[];

beforeAll(async () => {
	running = await testApp();
	await loadKnowledge(running.app);
	asked = await askMonth(running.app);
});

afterAll(() => running.stop());

describe('of what the demo company is asked in a month', () => {
	test('most is found', () => {
		const { hit1, hit4 } = measure(asked);
		expect(hit1).toBeGreaterThan(0.62);
		expect(hit4).toBeGreaterThan(0.78);
	});

	test('what is answered is nearly always answered right', () => {
		const { answered, answeredRight } = measure(asked);
		expect(answered).toBeGreaterThan(0.3);
		expect(answeredRight).toBeGreaterThan(0.86);
	});

	test('lists to choose from mostly hold the right article', () => {
		expect(measure(asked).choicesHold).toBeGreaterThan(0.68);
	});

	test('what no article answers is seldom answered', () => {
		expect(measure(asked).falseAnswers).toBeLessThan(0.22);
		expect(measure(asked).unsureRight).toBeGreaterThan(0.45);
	});

	test('confidence says how often the first article is right', () => {
		expect(measure(asked).ece).toBeLessThan(0.09);
	});
});
