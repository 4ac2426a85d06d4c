import { beforeEach, expect, test } from 'vitest';
import { type Recent, recent } from './recent.ts';

const SIZE = 10;
let loads: string[];
let cache: Recent<string>;
beforeEach(() => {
	loads = [];
	cache = recent(3 * SIZE);
});

const get = (...ids: string[]) =>
	cache.get(
		ids.map((id) => ({ id, part: '' })),
		async (missing) => {
			loads.push(missing.map(({ id }) => id).join());
			return missing.filter(({ id }) => id !== 'none').map((one) => ({ ...one, value: one.id, size: SIZE }));
		},
	);

test('comes in the order asked, without what is not there, and is loaded once', async () => {
	expect(await get('b', 'none', 'a')).toEqual(['b', 'a']);
	expect(await get('a', 'b')).toEqual(['a', 'b']);
	expect(loads).toEqual(['b,none,a']);
});

test('what was not used for longest goes first', async () => {
	for (const id of ['a', 'b', 'c', 'a', 'd']) await get(id);
	loads = [];
	for (const id of ['a', 'c', 'd', 'b']) await get(id);
	expect(loads).toEqual(['b']);
});

test('what changed is loaded again, in all its parts', async () => {
	const parts = (...names: string[]) =>
		cache.get(
			names.map((part) => ({ id: 'a', part })),
			async (missing) => {
				loads.push(missing.map(({ part }) => part).join());
				return missing.map((one) => ({ ...one, value: one.part, size: SIZE }));
			},
		);
	await parts('0', '1');
	cache.forget(['a', 'b']);
	expect(await parts('0', '1')).toEqual(['0', '1']);
	expect(loads).toEqual(['0,1', '0,1']);
});

test('what was read before a change and came after it is not kept', async () => {
	const old = await cache.get([{ id: 'a', part: '' }], async ([one]) => {
		cache.forget(['a']);
		return one ? [{ ...one, value: 'old', size: SIZE }] : [];
	});
	expect([old, await get('a')]).toEqual([['old'], ['a']]);
});
