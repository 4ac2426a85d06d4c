import { z } from 'zod';
import { findWhen } from '#core/reading/when/find-when.ts';
import { readWhen } from '#core/reading/when/read-when.ts';
import { sayWhen } from '#core/reading/when/say-when.ts';
import type { When } from '#core/reading/when/when.ts';
import type { Acting, Asking, Field, Reading } from '../definition.ts';
import type { Offer, Shape } from '../shapes.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

/** A time that was chosen: the stretch that was offered, as RFC 3339, and by which clocks it is read. */
export const slotSchema = z.object({
	from: z.string(),
	until: z.string(),
	zone: z.string(),
	/** By what it is held for this journey. */
	hold: z.string().optional(),
});
export type Slot = z.infer<typeof slotSchema>;

type SlotOptions<A> = {
	hint?: Wording;
	/** Holds it for this journey; a fault where somebody else was faster. */
	claim?: (slot: Slot, acting: Acting<A>, before?: Slot) => Promise<Reading<Slot>>;
	release?: (slot: Slot, acting: Acting<A>) => Promise<void>;
};

type Free = Omit<Offer, 'label'>;

/** One of the times that are free. */
export function slot<A = object>(
	label: Wording,
	free: (asking: Asking<A>) => Promise<readonly Free[]>,
	{ hint, claim, release }: SlotOptions<A> = {},
): Field<Slot, A> {
	return {
		kind: 'slot',
		label,
		hint,
		schema: slotSchema,
		shape: async (asking) => {
			const offers = await free(asking);
			const zone = offers[0]?.zone ?? asking.zone;
			return { kind: 'time', zone, offers: offers.map((one) => ({ ...one, label: whenOf(one, asking.lang) })) };
		},
		read: (input, asking, shape) => {
			const { offers, zone } = timesOf(shape, asking.zone);
			const exact = offers.find(
				({ value, from, label: named }) => [value, named].includes(String(input)) || from === fromOf(input),
			);
			if (exact) return { value: slotOf(exact) };
			if (typeof input !== 'string') return none(offers);
			return among(readWhen(input, { lang: asking.lang, zone, now: asking.now }), shape) ?? none(offers);
		},
		find: (words, asking, shape) => {
			const { zone } = timesOf(shape, asking.zone);
			return among(findWhen(words, { lang: asking.lang, zone, now: asking.now })?.when, shape);
		},
		show: (value, { lang }) => whenOf(value, lang),
		...(claim && { claim }),
		...(release && { release }),
	};
}

/** For people, by the clocks of where it is. */
export const whenOf = ({ from, until, zone }: Omit<Free, 'value'>, lang: string): string =>
	sayWhen({ from: new Date(from), until: new Date(until) }, { lang, zone });

const fromOf = (input: unknown): unknown => (input as { from?: unknown } | null)?.from;
const slotOf = ({ from, until, zone }: Offer): Slot => ({ from, until, zone });
const timesOf = (shape: Shape, zone: string) => (shape.kind === 'time' ? shape : { offers: [], zone });

const none = (offers: readonly Offer[]): Reading<never> =>
	offers.length === 0
		? fault('nothing_free', 'journey_fault_nothing_free')
		: fault('not_offered', 'journey_fault_slot');

/** Those that fit to what was said: the one there is, those to choose from, or the nearest where there is none. */
function among(when: When | undefined, shape: Shape): Reading<Slot> | undefined {
	if (!when || shape.kind !== 'time' || shape.offers.length === 0) return undefined;
	const fitting = shape.offers.filter((offer) => fits(offer, when));
	const [only] = fitting;
	if (only && fitting.length === 1) return { value: slotOf(only) };
	if (fitting.length > 1) return { among: { ...shape, offers: fitting } };
	return { ...fault('not_free', 'journey_fault_not_free'), among: { ...shape, offers: nearest(shape.offers, when) } };
}

const NEAREST = 4;

const fits = ({ from, until }: Offer, when: When): boolean => {
	const [begins, ends, asked] = [Date.parse(from), Date.parse(until), when.from.getTime()];
	if (when.grain === 'minute' && when.until.getTime() === asked)
		return begins === asked || (begins < asked && asked < ends);
	return begins >= asked && begins < when.until.getTime();
};

function nearest(offers: readonly Offer[], when: When): Offer[] {
	const distance = ({ from }: Offer) => Math.abs(Date.parse(from) - when.from.getTime());
	return offers
		.toSorted((a, b) => distance(a) - distance(b))
		.slice(0, NEAREST)
		.toSorted((a, b) => a.from.localeCompare(b.from));
}
