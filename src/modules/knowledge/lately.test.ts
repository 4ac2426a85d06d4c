import { expect, test } from 'vitest';
import { lately } from './lately.ts';

test('what was asked for lately is made once, what was not is let go of', () => {
	const made: string[] = [];
	const cache = lately<string>(2);
	const get = (key: string) => cache.get(key, () => (made.push(key), key.toUpperCase()));
	expect([get('a'), get('b'), get('a'), get('c'), get('a'), get('b')]).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
	expect(made).toEqual(['a', 'b', 'c', 'b']);
	cache.clear();
	get('a');
	expect(made.at(-1)).toBe('a');
});
