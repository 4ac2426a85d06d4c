import { expect, test } from 'vitest';
import { fitChoices, sigmoid, softmax, yesOrNo } from './logistic.ts';

const belief = (weights: number[], strength: number) => ({ weights, strength: weights.map(() => strength) });

test('without cases the belief comes back', () => {
	expect(fitChoices([], belief([0.3, -2], 3))).toEqual([0.3, -2]);
});

test('many cases recover the share they show', () => {
	const cases = Array.from({ length: 1000 }, (_, i) => yesOrNo([1], i % 4 === 0, 1));
	expect(sigmoid(fitChoices(cases, belief([2], 1))[0]!)).toBeCloseTo(0.25, 2);
});

test('a strong belief outweighs few cases', () => {
	const cases = Array.from({ length: 5 }, () => yesOrNo([1], false, 1));
	const [weak, strong] = [0.1, 100].map((strength) => fitChoices(cases, belief([2], strength))[0]!);
	expect(strong).toBeGreaterThan(1.8);
	expect(weak).toBeLessThan(0);
});

test('perfectly separable cases stay finite', () => {
	const cases = Array.from({ length: 50 }, (_, i) => yesOrNo([1, i - 25], i > 25, 1));
	for (const weight of fitChoices(cases, belief([0, 0], 0.01))) expect(Math.abs(weight)).toBeLessThan(100);
});

test('learns which feature of an option decides', () => {
	const cases = Array.from({ length: 200 }, (_, i) => ({
		options: [
			[i % 2, 1 - (i % 2)],
			[1 - (i % 2), i % 2],
		],
		right: i % 2 ? 0 : 1,
		weight: 1,
	}));
	const [first, second] = fitChoices(cases, belief([0, 0], 1));
	expect(first).toBeGreaterThan(1);
	expect(second).toBeLessThan(-1);
});

test('chances add up to one, whatever the scale', () => {
	const chances = softmax([1000, 999, -1000]);
	expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
	expect(chances[0]).toBeGreaterThan(chances[1]!);
});
