import { expect, test } from 'vitest';
import { placeByKey } from './place-by-key.ts';
import type { Branch } from './types.ts';

const branch = (id: string, parent_id: string | null = null) => ({ id, parent_id }) as Branch;
const [a, b, c, inner, other] = [branch('a'), branch('b'), branch('c'), branch('b1', 'b'), branch('b2', 'b')];
const ALL = [a, b, c, inner, other];

test.each([
	['ArrowUp', a, undefined],
	['ArrowUp', b, { parent_id: null, before: 'a' }],
	['ArrowDown', a, { parent_id: null, before: 'c' }],
	['ArrowDown', b, { parent_id: null, before: null }],
	['ArrowDown', c, undefined],
	['ArrowRight', a, undefined],
	['ArrowRight', c, { parent_id: 'b', before: null }],
	['ArrowRight', b, undefined],
	['ArrowRight', inner, undefined],
	['ArrowLeft', inner, { parent_id: null, before: 'c' }],
	['ArrowLeft', a, undefined],
	['ArrowUp', other, { parent_id: 'b', before: 'b1' }],
	['Enter', a, undefined],
] as const)('Alt and %s', (key, moved, place) => {
	expect(placeByKey(key, moved, ALL)).toEqual(place);
});
