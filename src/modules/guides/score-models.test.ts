import { expect, test } from 'vitest';
import { type Model, MODELS } from './models.ts';
import { scoreModels, type Wish } from './score-models.ts';

const WISH: Wish = { use: 'tools', air: 0.6, pressure: 8, hours: 8, near: true, phases: 3, budget: 5_000 };
const names = (wish: Partial<Wish>, models: readonly Model[] = MODELS) =>
	scoreModels(models, { ...WISH, ...wish }).map(({ model }) => model.id);

test.each([
	['a small workshop', {}, 'KA 5'],
	['somebody at home with a plug', { air: 0.2, hours: 3, near: false, phases: 1, budget: 2_000 }, 'KP 2'],
	['a bakery that needs ten bar', { air: 1.2, pressure: 10, budget: 10_000 }, 'KA 11'],
	['a factory whose demand changes', { use: 'changing', air: 2.4, near: false, budget: undefined }, 'KA 22 V'],
	['a factory whose demand does not', { use: 'production', air: 2.4, near: false, budget: undefined }, 'KA 22'],
] as const)('for %s', (_, wish, best) => expect(names(wish)[0]).toBe(best));

test('each says what speaks for it and what against', () => {
	const [best, second] = scoreModels(MODELS, WISH);
	expect(best).toMatchObject({ score: 100, good: ['reserve', 'hours', 'quiet', 'price'], bad: [] });
	expect(second).toMatchObject({ model: { id: 'KA 11' }, good: ['reserve', 'hours', 'quiet'], bad: ['price'] });
});

test('what gives too little, or cannot be connected, is not named, however cheap it is', () => {
	expect(names({ air: 3 })).toEqual(['KA 22', 'KA 22 V']);
	expect(names({ pressure: 13, air: 2 })).toEqual(['KA 22']);
	expect(names({ phases: 1 })).toEqual([]);
	expect(names({ air: 4 })).toEqual([]);
	expect(names({ pressure: 16 })).toEqual([]);
});

test('of equals the cheaper one comes first, in whichever order they stand', () => {
	const twins: Model[] = [
		{ ...MODELS[1]!, id: 'dear', price: 4_900 },
		{ ...MODELS[1]!, id: 'cheap', price: 4_100 },
	];
	expect(names({}, twins)).toEqual(['cheap', 'dear']);
	expect(names({}, twins.toReversed())).toEqual(['cheap', 'dear']);
});
