import { expect, test } from 'vitest';
import { bestPassages, passageScorer } from './best-passages.ts';

const article = { title: '', lang: 'en' };

test('the passage that answers comes first, its heading counted', () => {
	const passages = [
		{ heading: 'Delivery', text: 'Parcels arrive within two days.' },
		{ heading: 'Returns', text: 'Send it back within thirty days.' },
		{ heading: 'Payment', text: 'We take cards and transfers.' },
	];
	expect(bestPassages(passages, 'how do returns work', article)[0]).toMatchObject({ ordinal: 1 });
	expect(bestPassages(passages, 'when do parcels arrive', article)[0]).toMatchObject({ ordinal: 0 });
});

test('nothing in common scores nothing, in the order of the text', () => {
	const passages = [
		{ heading: '', text: 'One.' },
		{ heading: '', text: 'Two.' },
	];
	expect(bestPassages(passages, 'xylophone', article)).toEqual([
		{ ordinal: 0, score: 0 },
		{ ordinal: 1, score: 0 },
	]);
	expect(bestPassages([], 'anything', article)).toEqual([]);
});

test('words of the title tell the passages of an article apart the least, but for figures', () => {
	const passages = [
		{ heading: '', text: 'The warranty of the pump begins with the bill.' },
		{ heading: '', text: 'Wear parts such as belts are not covered.' },
		{ heading: '', text: 'A pump that shows E-47 is.' },
	];
	const scores = (title: string) => passageScorer('warranty of belts after E-47', { title, lang: 'en' })(passages);
	const [plain, titled] = [scores('Terms'), scores('The warranty after E-47')];
	expect(titled[0]).toBeLessThan(plain[0]! / 2);
	expect(titled.slice(1)).toEqual(plain.slice(1));
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
			article,
		);
		expect(best?.ordinal).toBe(place);
	}
});
