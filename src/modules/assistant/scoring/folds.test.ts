import { expect, test } from 'vitest';
import { SHOPS, shopBase } from './examples/base.ts';
import { folds, without } from './folds.ts';

const { documents } = shopBase(SHOPS[0]!);

test('each question is asked of a base that does not hold it', () => {
	const held = folds(documents).flatMap(({ absence, exams }) => {
		const left = without(documents, absence);
		return exams.map(({ question }) => left.some(({ questions }) => questions.includes(question)));
	});
	expect(new Set(held)).toEqual(new Set([false]));
});

test('over all folds each article is gone once, and its question then has no answer', () => {
	const gone = folds(documents).flatMap(({ absence }) => [...absence.articles]);
	expect(gone.toSorted()).toEqual(documents.map(({ articleId }) => articleId).toSorted());
	for (const { absence, exams } of folds(documents))
		expect(exams.filter(({ right }) => right === undefined).length).toBe(absence.articles.size);
});

test('an article with a single example question never loses it and stays', () => {
	const single = documents.map((document) => ({ ...document, questions: document.questions.slice(0, 1) }));
	for (const { absence, exams } of folds(single)) {
		expect(absence.questions.size).toBe(0);
		expect(exams.every(({ right }) => right === undefined)).toBe(true);
	}
});

test('large bases are examined once, by about seven hundred questions', () => {
	const many = Array.from({ length: 4000 }, (_, i) => ({ ...documents[i % 16]!, articleId: `${i}` }));
	const found = folds(many);
	expect(found.length).toBe(1);
	expect(found[0]!.exams.length).toBeGreaterThan(600);
	expect(found[0]!.exams.length).toBeLessThanOrEqual(700);
});

test('one article alone, or none, cannot be examined', () => {
	expect(folds(documents.slice(0, 1))).toEqual([]);
	expect(folds([])).toEqual([]);
});

test('a question is left out of every translation of an article, each of its own', () => {
	const both = SHOPS.slice(0, 2).flatMap((shop) =>
		shopBase(shop).documents.map((document, i) => ({ ...document, articleId: `${i}` })),
	);
	const [{ absence, exams }] = folds(both) as [ReturnType<typeof folds>[number]];
	expect(exams.length).toBe(both.length);
	expect([...absence.questions.values()].every(({ size }) => size === 2)).toBe(true);
});
