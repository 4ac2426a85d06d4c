import { expect, test } from 'vitest';
import { sampleOf } from './sample.ts';

/** `count` articles in two languages, of which every `nth` has example questions. */
const base = (count: number, nth: number) =>
	Array.from({ length: count * 2 }, (_, i) => {
		const number = Math.floor(i / 2);
		return { articleId: `a${number}`, number, questions: number % nth === 0 ? ['how?'] : [] };
	});

test('a small base is examined whole', () => {
	expect(sampleOf(base(10, 2), 20)).toHaveLength(20);
});

test('a large one by about so many documents from its whole length, articles with all their translations', () => {
	const sample = sampleOf(base(1_000, 1), 100);
	expect(sample.length).toBeGreaterThan(90);
	expect(sample.length).toBeLessThan(110);
	const numbers = sample.map(({ number }) => number);
	expect(Math.min(...numbers)).toBeLessThan(50);
	expect(Math.max(...numbers)).toBeGreaterThan(950);
	for (const number of numbers) expect(numbers.filter((other) => other === number)).toHaveLength(2);
});

test('articles with example questions come first, the others fill up', () => {
	const sample = sampleOf(base(1_000, 100), 100);
	expect(sample.filter(({ questions }) => questions.length)).toHaveLength(20);
	expect(sample.length).toBeGreaterThan(90);
});
