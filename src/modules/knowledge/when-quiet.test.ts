import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Due, whenQuiet } from './when-quiet.ts';

let due: Due;
let acts: PromiseWithResolvers<void>[];
const act = () => {
	acts.push(Promise.withResolvers());
	return acts.at(-1)?.promise ?? Promise.resolve();
};

beforeEach(() => {
	vi.useFakeTimers();
	due = 'in a quiet moment';
	acts = [];
});
afterEach(() => void vi.useRealTimers());

test('a wave of changes is waited out', async () => {
	const { changed } = whenQuiet(() => due, act);
	for (let i = 0; i < 10; i++) {
		changed();
		await vi.advanceTimersByTimeAsync(4_000);
	}
	expect(acts).toHaveLength(0);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(acts).toHaveLength(1);
});

test('what cannot wait does not, and never runs twice at a time', async () => {
	const { changed } = whenQuiet(() => due, act);
	due = 'now';
	changed();
	changed();
	expect(acts).toHaveLength(1);
	acts[0]?.resolve();
	await vi.advanceTimersByTimeAsync(0);
	expect(acts).toHaveLength(2);
});

test('nothing happens when nothing is due, or after closing', async () => {
	const { changed, close } = whenQuiet(() => due, act);
	changed();
	due = 'no';
	changed();
	await vi.advanceTimersByTimeAsync(60_000);
	due = 'in a quiet moment';
	changed();
	await close();
	changed();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(acts).toHaveLength(0);
});
