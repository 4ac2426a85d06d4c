import { expect, test } from 'vitest';
import { chanceOfList, decide, thresholdsFrom } from './decide.ts';
import type { Candidate } from './types.ts';

const candidates = (...chances: number[]): Candidate[] =>
	chances.map((chance, i) => ({
		articleId: `${i}`,
		score: chance,
		coverage: 1,
		head: 1,
		exact: false,
		fit: undefined,
		chance,
	}));

const thresholds = { answer: 0.6, choices: 0.45 };

test('answers from the threshold on', () => {
	expect(decide(candidates(0.9, 0.1), 0.6, thresholds)).toBe('answer');
	expect(decide(candidates(0.9, 0.1), 0.59, thresholds)).not.toBe('answer');
});

test('offers several close candidates to choose from', () => {
	expect(decide(candidates(0.4, 0.35, 0.2), 0.3, thresholds)).toBe('choices');
});

test('is unsure where even a list would hardly hold the answer', () => {
	expect(decide(candidates(0.4, 0.35, 0.2), 0.1, thresholds)).toBe('unsure');
	expect(decide([], 0, thresholds)).toBe('unsure');
});

test('a list is never less likely right than its first candidate, nor more than certain', () => {
	for (const confidence of [0, 0.2, 0.5, 0.9, 1]) {
		const chance = chanceOfList(candidates(0.5, 0.3, 0.1, 0.05, 0.05), confidence);
		expect(chance).toBeGreaterThanOrEqual(confidence);
		expect(chance).toBeLessThanOrEqual(1);
	}
});

test('a base that is mostly sure answers from a lower confidence than one that seldom is', () => {
	const sure = thresholdsFrom(Array.from({ length: 100 }, (_, i) => 1 - i / 1000));
	const seldom = thresholdsFrom(Array.from({ length: 100 }, (_, i) => 1 - i / 110));
	expect(sure.answer).toBeLessThan(seldom.answer);
});

test('a handful of trials does not move the shipped thresholds', () => {
	expect(thresholdsFrom([0.9, 0.8])).toEqual(thresholdsFrom([]));
});
