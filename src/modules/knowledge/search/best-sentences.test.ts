import { expect, test } from 'vitest';
import { bestPassages, bestSentences } from './best-sentences.ts';

test.each([
	[
		'en',
		'Which oil does it need?',
		'The machine is blue. Use synthetic oil of grade 46. Call us on Monday.',
		'Use synthetic oil of grade 46.',
	],
	['zh-Hans', '用什么油？', '机器是蓝色的。请使用46号合成油。周一给我们打电话。', '请使用46号合成油。'],
	[
		'vi',
		'dung dau gi',
		'Máy màu xanh. Hãy dùng dầu tổng hợp cấp 46. Gọi cho chúng tôi vào thứ Hai.',
		'Hãy dùng dầu tổng hợp cấp 46.',
	],
])('in %s the sentence that answers comes first', (lang, question, text, answer) => {
	const [best] = bestSentences(text, question, lang);
	expect(best).toMatchObject({ text: answer, start: text.indexOf(answer) });
	expect(best!.score).toBeGreaterThan(0);
});

test('the passage that answers comes first, its heading counted', () => {
	const passages = [
		{ heading: 'Delivery', text: 'Parcels arrive within two days.' },
		{ heading: 'Returns', text: 'Send it back within thirty days.' },
		{ heading: 'Payment', text: 'We take cards and transfers.' },
	];
	expect(bestPassages(passages, 'how do returns work', 'en')[0]).toMatchObject({ ordinal: 1 });
	expect(bestPassages(passages, 'when do parcels arrive', 'en')[0]).toMatchObject({ ordinal: 0 });
});

test('nothing in common scores nothing, in the order of the text', () => {
	expect(bestSentences('One. Two.', 'xylophone', 'en').map(({ text, score }) => [text, score])).toEqual([
		['One.', 0],
		['Two.', 0],
	]);
	expect(bestSentences('', 'anything', 'en')).toEqual([]);
	expect(bestPassages([], 'anything', 'en')).toEqual([]);
});

test('among many passages the one that answers is found, whatever its place', () => {
	const filler = Array.from({ length: 40 }, (_, i) => ({
		heading: '',
		text: `The compressor number ${i} stands in the hall.`,
	}));
	const answer = { heading: '', text: 'Replace the copper gasket of the drain plug at every oil change.' };
	for (const place of [0, 17, 40]) {
		const [best] = bestPassages(
			filler.toSpliced(place, 0, answer),
			'when do I replace the gasket of the compressor',
			'en',
		);
		expect(best?.ordinal).toBe(place);
	}
});
