import type { Model } from './models.ts';

export const USES = ['tools', 'paint', 'production', 'changing'] as const;
export type Wish = {
	use: (typeof USES)[number];
	/** m³/min that are needed at once. */
	air: number;
	/** bar. */
	pressure: number;
	/** A day. */
	hours: number;
	/** People work beside it. */
	near: boolean;
	phases: 1 | 3;
	/** Euros; none where money is not what decides. */
	budget?: number | undefined;
};

export const GOOD = ['air', 'reserve', 'hours', 'quiet', 'phase', 'price', 'variable'] as const;
export const BAD = ['large', 'hours', 'loud', 'price', 'steady'] as const;
export type Scored = {
	model: Model;
	/** Of 100. */
	score: number;
	/** m³/min at the pressure that is wanted. */
	air: number;
	good: (typeof GOOD)[number][];
	bad: (typeof BAD)[number][];
};

/** So much louder than this nobody wants beside them, in dB(A). */
const QUIET = 66;
/** From so many times the air on a machine mostly idles. */
const TOO_LARGE = 3;
const RESERVE = 1.2;
const COSTS = { large: 25, hours: 50, loud: 20, price: 30, steady: 15 } as const;

/** Those that do what is asked for, the best first; of equals the cheaper one. None where nothing does. */
export const scoreModels = (models: readonly Model[], wish: Wish): Scored[] =>
	models
		.flatMap((model) => scored(model, wish) ?? [])
		.toSorted((a, b) => b.score - a.score || a.model.price - b.model.price);

/** Nothing where it cannot be run there, or gives too little. */
function scored(model: Model, wish: Wish): Scored | undefined {
	const air = airAt(model, wish.pressure);
	if (air === undefined || air < wish.air || !model.phases.includes(wish.phases)) return undefined;
	const bad = BAD.filter((reason) => speaksAgainst(reason, model, wish, air));
	const good = GOOD.filter((reason) => speaksFor(reason, model, wish, air));
	return { model, air, good, bad, score: 100 - bad.reduce((sum, reason) => sum + COSTS[reason], 0) };
}

/** By the version that reaches the pressure and gives most. */
function airAt({ air }: Model, pressure: number): number | undefined {
	const versions = Object.keys(air)
		.map(Number)
		.filter((bar) => bar >= pressure);
	return versions.length > 0 ? air[Math.min(...versions)] : undefined;
}

function speaksAgainst(reason: (typeof BAD)[number], model: Model, wish: Wish, air: number): boolean {
	if (reason === 'large') return !model.variable && air > wish.air * TOO_LARGE;
	if (reason === 'hours') return wish.hours > model.hours;
	if (reason === 'loud') return wish.near && model.noise > QUIET;
	if (reason === 'price') return wish.budget !== undefined && model.price > wish.budget;
	return model.variable ? wish.use !== 'changing' : wish.use === 'changing';
}

function speaksFor(reason: (typeof GOOD)[number], model: Model, wish: Wish, air: number): boolean {
	if (reason === 'air') return air < wish.air * RESERVE;
	if (reason === 'reserve') return air >= wish.air * RESERVE;
	if (reason === 'hours') return wish.hours <= model.hours && wish.hours > 3;
	if (reason === 'quiet') return wish.near && model.noise <= QUIET;
	if (reason === 'phase') return wish.phases === 1;
	if (reason === 'price') return wish.budget !== undefined && model.price <= wish.budget;
	return model.variable && wish.use === 'changing';
}
