import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import { NOTHING_ABSENT, searchOver, SHOPS, shopBase } from './examples/base.ts';
import { OFF_TOPIC } from './off-topic.ts';
import { assess, confidenceOf, fitScorer, type Scorer } from './fit.ts';
import { PRIOR_MODEL } from './confidence.ts';
import type { ScoredDocument } from './types.ts';

function ask(scorer: Scorer, documents: ScoredDocument[], question: string, lang: string) {
	const { candidates, judgement } = assess(
		scorer,
		question,
		lang,
		searchOver(documents)(NOTHING_ABSENT)(question, lang),
	);
	return { candidates, confidence: confidenceOf(judgement) };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(SHOPS)('a shop in $lang', (shop) => {
	const { documents, asked } = shopBase(shop);
	const scorer = fitScorer(documents, searchOver(documents));
	const confidences = (questions: string[]) =>
		questions.map((question) => ask(scorer, documents, question, shop.lang).confidence);

	test('finds the article by words nobody used in its examples', () => {
		const right = asked.filter(
			({ question, articleId }) => ask(scorer, documents, question, shop.lang).candidates[0]?.articleId === articleId,
		);
		expect(right.length).toBeGreaterThanOrEqual(15);
	});

	test('is much surer of its own questions than of those outside', () => {
		const inside = confidences(asked.map(({ question }) => question));
		const outside = confidences(shop.outside);
		expect(mean(inside)).toBeGreaterThan(0.45);
		expect(Math.max(...outside)).toBeLessThan(0.35);
	});

	test('says it is unsure of what lies outside', () => {
		for (const question of shop.outside) {
			const { candidates, confidence } = ask(scorer, documents, question, shop.lang);
			expect(decide(candidates, confidence, scorer.thresholds)).toBe('unsure');
		}
	});

	test('is nearly certain of a question that is one of its examples', () => {
		for (const { articleId, questions } of documents) {
			const { candidates, confidence } = ask(scorer, documents, questions[0]!.toUpperCase(), shop.lang);
			expect(candidates[0]?.articleId).toBe(articleId);
			expect(confidence).toBeGreaterThan(0.95);
		}
	});

	test('what everybody types anywhere has no answer here', () => {
		const [first] = OFF_TOPIC[shop.lang.split('-')[0]!]!;
		expect(ask(scorer, documents, `${first} ?`, shop.lang).confidence).toBeLessThan(0.05);
	});

	test('talk and the world are outside', () => {
		const answers = OFF_TOPIC[shop.lang.split('-')[0]!]!.map((question) => ask(scorer, documents, question, shop.lang));
		const unsure = answers.filter(
			({ candidates, confidence }) => decide(candidates, confidence, scorer.thresholds) === 'unsure',
		);
		expect(unsure.length / answers.length).toBeGreaterThan(0.9);
	});

	test('learns the same from the same base', () => {
		expect(fitScorer(documents, searchOver(documents))).toEqual(scorer);
	});
});

describe('small and odd bases', () => {
	test('an empty base has no candidates and no confidence', () => {
		const scorer = fitScorer([], searchOver([]));
		expect(ask(scorer, [], 'anything?', 'en')).toEqual({ candidates: [], confidence: 0 });
		expect(decide([], 0, scorer.thresholds)).toBe('unsure');
	});

	test('one article is found, with a confidence between 0 and 1', () => {
		const documents = shopBase(SHOPS[0]!).documents.slice(0, 1);
		const scorer = fitScorer(documents, searchOver(documents));
		const { candidates, confidence } = ask(scorer, documents, 'how do I repair the boiler', 'en');
		expect(candidates.map(({ articleId }) => articleId)).toEqual(['en-0-0']);
		expect(confidence).toBeGreaterThan(0.3);
		expect(confidence).toBeLessThan(1);
	});

	test('without example questions the order is that of search and the shipped prior speaks', () => {
		const { documents, asked } = shopBase(SHOPS[0]!);
		const plain = documents.map((document) => ({ ...document, questions: [] }));
		const scorer = fitScorer(plain, searchOver(plain));
		expect(scorer.trials).toBe(0);
		expect(scorer.model).toEqual(PRIOR_MODEL);
		for (const { question } of asked) {
			const found = searchOver(plain)(NOTHING_ABSENT)(question, 'en').map(({ articleId }) => articleId);
			const { candidates } = ask(scorer, plain, question, 'en');
			expect(candidates.map(({ articleId }) => articleId)).toEqual(found);
		}
	});

	test('with a single example question each the shipped prior speaks, and those are found', () => {
		const { documents, asked } = shopBase(SHOPS[0]!);
		const single = documents.map((document) => ({ ...document, questions: document.questions.slice(0, 1) }));
		const scorer = fitScorer(single, searchOver(single));
		expect(scorer.model).toEqual(PRIOR_MODEL);
		const found = asked.filter(
			({ question, articleId }) => ask(scorer, single, question, 'en').candidates[0]?.articleId === articleId,
		);
		expect(found.length).toBeGreaterThanOrEqual(14);
		expect(mean(found.map(({ question }) => ask(scorer, single, question, 'en').confidence))).toBeGreaterThan(0.4);
	});

	test('two articles with the very same question are offered to choose from', () => {
		const { documents } = shopBase(SHOPS[0]!);
		const same = documents.map((document, i) =>
			i < 2 ? { ...document, questions: [...document.questions, 'Why does it hum?'] } : document,
		);
		const scorer = fitScorer(same, searchOver(same));
		const { candidates, confidence } = ask(scorer, same, 'why does it hum', 'en');
		expect(
			candidates
				.slice(0, 2)
				.map(({ articleId }) => articleId)
				.toSorted(),
		).toEqual(['en-0-0', 'en-0-1']);
		expect(decide(candidates, confidence, scorer.thresholds)).toBe('choices');
	});

	test('an article without examples still wins by its text where others have examples', () => {
		const { documents } = shopBase(SHOPS[0]!);
		const manual = {
			articleId: 'manual',
			lang: 'en',
			title: 'Compressor manual',
			questions: [],
			text: 'Drain condensate from the compressor tank weekly.',
		};
		const base = [...documents, manual];
		const scorer = fitScorer(base, searchOver(base));
		expect(ask(scorer, base, 'drain condensate from the tank', 'en').candidates[0]?.articleId).toBe('manual');
	});
});

describe('a base in which every topic is described twice', () => {
	const { documents, asked } = shopBase(SHOPS[0]!);
	const twins = documents.map((document) => ({ ...document, articleId: `${document.articleId}-twin` }));
	// Each twin gets half of the questions, so that a question's own article wins half of the time.
	const half = (rest: number) => (document: ScoredDocument) => ({
		...document,
		questions: document.questions.filter((_, i) => i % 2 === rest),
	});
	const base = [...documents.map(half(0)), ...twins.map(half(1))];
	const scorer = fitScorer(base, searchOver(base));
	test('is offered as choices or left unsure rather than answered', () => {
		const outcomes = asked.map(({ question }) => {
			const { candidates, confidence } = ask(scorer, base, question, 'en');
			return decide(candidates, confidence, scorer.thresholds);
		});
		expect(outcomes.filter((outcome) => outcome === 'answer').length).toBeLessThan(4);
	});

	test('is less sure of its answers than the same base without the twins', () => {
		const alone = fitScorer(documents, searchOver(documents));
		const sureness = (fit: Scorer, articles: ScoredDocument[]) =>
			mean(asked.map(({ question }) => ask(fit, articles, question, 'en').confidence));
		expect(sureness(scorer, base)).toBeLessThan(sureness(alone, documents));
	});
});
