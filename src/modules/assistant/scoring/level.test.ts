import { expect, test } from 'vitest';
import { NOTHING_ABSENT, searchOver, SHOPS, shopBase } from './examples/base.ts';
import { levelFor, measureLevel } from './level.ts';

const documents = SHOPS.flatMap((shop) => shopBase(shop).documents);
const search = searchOver(documents)(NOTHING_ABSENT);

test('is what the best wrong article scores, whatever the right one does', () => {
	const level = measureLevel(documents, (question, lang) => {
		const own = documents.find(({ text, questions }) =>
			[text, ...questions].some((source) => source.includes(question)),
		);
		const other = documents.find(({ articleId }) => articleId !== own?.articleId)!;
		return [own!, other].map(({ articleId }, i) => ({
			articleId,
			score: i ? (lang === 'th' ? 0.5 : 0.3) : 0.9,
			coverage: 1,
			head: 1,
			exact: false,
		}));
	});
	expect(level.byLang['en']).toBeCloseTo(0.3, 1);
	expect(level.byLang['th']).toBeGreaterThan(0.4);
	expect(level.overall).toBeGreaterThan(0.3);
	expect(level.overall).toBeLessThan(0.4);
});

test('never asks more than 300 questions, however large the base', () => {
	let count = 0;
	const many = Array.from({ length: 2500 }, (_, i) => ({ ...documents[i % 64]!, articleId: `${i}` }));
	measureLevel(many, () => {
		count++;
		return [];
	});
	expect(count).toBeLessThanOrEqual(300);
	expect(count).toBeGreaterThan(200);
});

test('a language without articles takes the overall level, an empty base a fixed one', () => {
	const level = measureLevel(documents, search);
	expect(levelFor(level, 'fr')).toBe(level.overall);
	expect(measureLevel([], search).overall).toBeGreaterThan(0);
});
