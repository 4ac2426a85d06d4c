import { expect, test } from 'vitest';
import { fitOf, readQuestion, trainClassifier, type Classifier, type Phrasings } from './classifier.ts';

const phrasings = (id: string, lang: string, ...texts: string[]): Phrasings => ({
	id,
	phrases: texts.map((text) => ({ text, lang })),
});

const BASE = [
	phrasings('lost', 'en', 'I lost my card', 'my card is gone', 'somebody stole my card'),
	phrasings('late', 'en', 'my card has not arrived', 'when will the new card come', 'still waiting for my card'),
	phrasings('limit', 'en', 'raise my limit', 'how much may I spend', 'what is the highest amount'),
	phrasings('refund', 'zh-Hans', '怎么退款', '我要退钱', '退款什么时候到账'),
	phrasings('visit', 'vi', 'đặt lịch thợ đến nhà', 'khi nào thợ đến'),
	phrasings('parts', 'th', 'สั่งอะไหล่ได้ที่ไหน', 'มีอะไหล่ไหม'),
];

const best = (classifier: Classifier, question: string, lang: string) => {
	const read = readQuestion(classifier, question, lang);
	const fits = [...classifier.rowOf.keys()].map((id) => ({ id, fit: fitOf(classifier, read, id)! }));
	return fits.toSorted((a, b) => b.fit - a.fit)[0]!;
};

test.each([
	['it seems I have lost the card', 'en', 'lost'],
	['the card did not come yet, still waiting', 'en', 'late'],
	['highest amount I may spend', 'en', 'limit'],
	['什么时候能退款', 'zh-Hans', 'refund'],
	['tho den nha khi nao', 'vi', 'visit'],
	['อะไหล่สั่งที่ไหน', 'th', 'parts'],
])('"%s" (%s) is about %s', (question, lang, id) => {
	expect(best(trainClassifier(BASE), question, lang).id).toBe(id);
});

test("an article's own phrase fits it well, and a foreign question fits nothing", () => {
	const classifier = trainClassifier(BASE);
	expect(best(classifier, 'I lost my card', 'en').fit).toBeGreaterThan(0.6);
	expect(best(classifier, 'zebra xylophone quartz', 'en').fit).toBeLessThan(0.1);
});

test('the same phrases give the same weights', () => {
	expect(trainClassifier(BASE)).toEqual(trainClassifier(BASE));
});

test('articles without phrases have no row, and no articles make an empty classifier', () => {
	const classifier = trainClassifier([...BASE, phrasings('silent', 'en')]);
	expect(fitOf(classifier, readQuestion(classifier, 'card', 'en'), 'silent')).toBeUndefined();
	expect(trainClassifier([]).rowOf.size).toBe(0);
});

test('odd phrases are learnt without harm', () => {
	const odd = ['', '   ', '🙂🙂🙂', "'; DROP TABLE x; --", '\ud800', 'x'.repeat(10_000), '(.*)+$'];
	const classifier = trainClassifier([phrasings('odd', 'en', ...odd), ...BASE]);
	for (const question of odd)
		expect(Number.isFinite(fitOf(classifier, readQuestion(classifier, question, 'en'), 'odd')!)).toBe(true);
});

test('four times the articles take at most twelve times as long', () => {
	const words = Array.from({ length: 3000 }, (_, i) => `w${(i * 7919) % 3000}`);
	const phrase = (i: number, k: number) =>
		Array.from({ length: 7 }, (_, w) => words[(i * (3 + w) + k * w * 31) % words.length]).join(' ');
	const base = (count: number) =>
		Array.from({ length: count }, (_, i) => phrasings(`${i}`, 'en', ...[0, 1, 2, 3].map((k) => phrase(i, k))));
	const time = (count: number) => {
		const articles = base(count);
		const start = performance.now();
		trainClassifier(articles);
		return performance.now() - start;
	};
	time(250);
	expect(time(1000) / Math.min(time(250), time(250))).toBeLessThan(12);
});
