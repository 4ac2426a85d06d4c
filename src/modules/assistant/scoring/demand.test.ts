import { expect, test } from 'vitest';
import { newDemand, observe, UNANSWERABLE, underShare } from './demand.ts';

/** Asks this many questions, of which every `n`th looks as if it had no answer. */
function asked(count: number, n: number, trials = 0) {
	const demand = newDemand(trials);
	for (let i = 0; i < count; i++) observe(demand, i % n === 0 ? 0.1 : 0.97);
	return demand.share;
}

test('begins with the share the fit was made for, which changes nothing', () => {
	expect(newDemand(0).share).toBe(UNANSWERABLE);
	expect(underShare(0.8, UNANSWERABLE)).toBeCloseTo(0.8);
});

test('follows what is asked, upwards and downwards', () => {
	expect(asked(400, 3)).toBeGreaterThan(0.2);
	expect(asked(400, 1000)).toBeLessThan(UNANSWERABLE);
});

test('a handful of odd questions turns little, and less where the base was examined well', () => {
	expect(asked(10, 2)).toBeLessThan(0.2);
	expect(asked(200, 3, 1000)).toBeLessThan(asked(200, 3));
});

test('forgets what was asked long ago', () => {
	const demand = newDemand(0);
	for (let i = 0; i < 500; i++) observe(demand, 0.1);
	const then = demand.share;
	for (let i = 0; i < 1500; i++) observe(demand, 0.97);
	expect(demand.share).toBeLessThan(then / 4);
	expect(demand.recent.length).toBeLessThanOrEqual(500);
});

test('the more questions lie outside, the less sure each answer, in the same order', () => {
	for (const share of [0.01, 0.07, 0.3, 0.6]) {
		expect(underShare(0.5, share)).toBeGreaterThan(underShare(0.5, share + 0.1));
		expect(underShare(0.6, share)).toBeGreaterThan(underShare(0.5, share));
	}
});
