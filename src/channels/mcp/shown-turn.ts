import { z } from 'zod';
import { journeyShape, presentTurn, type PresentedTurn } from '#journeys/present-turn.ts';
import type { Turn } from '#journeys/turn.ts';

/** More than these a model neither reads well nor needs: a wish in words narrows what there is. */
export const MOST_OFFERED = 12;

export const turnShape = journeyShape.extend({
	more: z.int().optional().meta({ description: 'So many more there are to choose from; a wish in words narrows them' }),
});
export type ShownTurn = z.infer<typeof turnShape>;

/** As every door presents it, with no more to choose from than can be looked over. */
export function shownTurn(turn: Turn): ShownTurn {
	const whole = presentTurn(turn);
	const { ask } = whole;
	if (!ask) return whole;
	const { shape, more } = cut(ask.shape);
	return more > 0 ? { ...whole, ask: { ...ask, shape }, more } : whole;
}

type Shape = NonNullable<PresentedTurn['ask']>['shape'];

function cut(shape: Shape): { shape: Shape; more: number } {
	if (shape.kind === 'choice') {
		const options = shape.options.slice(0, MOST_OFFERED);
		return { shape: { ...shape, options }, more: shape.options.length - options.length };
	}
	if (shape.kind !== 'time') return { shape, more: 0 };
	const offers = shape.offers.length > MOST_OFFERED ? spread(shape.offers) : shape.offers;
	return { shape: { ...shape, offers }, more: shape.offers.length - offers.length };
}

/** Over the days rather than all of the first one: who cannot come tomorrow sees that there is more. */
function spread<T extends { from: string }>(offers: readonly T[]): T[] {
	const days = Map.groupBy(offers, ({ from }) => from.slice(0, 10));
	const each = Math.ceil(MOST_OFFERED / days.size);
	return [...days.values()].flatMap((ofDay) => ofDay.slice(0, each)).slice(0, MOST_OFFERED);
}
