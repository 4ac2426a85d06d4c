import { expect, test } from 'vitest';
import { canCrop, cropBetween, WHOLE } from './crop.ts';

test('a rectangle keeps what it covers, drawn from any corner and not beyond the picture', () => {
	const kept = { left: 10, top: 20, right: 50, bottom: 0 };
	expect(cropBetween({ x: 0.1, y: 0.2 }, { x: 0.5, y: 1.4 })).toEqual(kept);
	expect(cropBetween({ x: 0.5, y: 1.4 }, { x: 0.1, y: 0.2 })).toEqual(kept);
});

test('a mere click takes the cropping back', () => {
	expect(cropBetween({ x: 0.5, y: 0.5 }, { x: 0.505, y: 0.9 })).toEqual(WHOLE);
});

test('only still pictures made of pixels are cropped', () => {
	const types = ['image/png', 'image/jpeg', 'image/gif', 'image/svg+xml', 'video/mp4'];
	expect(types.filter((type) => canCrop(new File([], 'a', { type })))).toEqual(['image/png', 'image/jpeg']);
});
