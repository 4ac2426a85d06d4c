import type { AskStep } from '#journeys/definition.ts';

/** The first there is to choose from. */
export const FIRST = Symbol('first');

/** What will do and what will not, in words; nothing where any words do, or no words can. */
type Sample = { right: string | typeof FIRST | undefined; wrong: string | undefined };

/** By the kind of field: whoever adds one says here how it is answered. */
const SAMPLES: Record<string, Sample> = {
	text: { right: 'All fine', wrong: undefined },
	long_text: { right: 'All fine', wrong: undefined },
	number: { right: '1', wrong: 'zzz' },
	money: { right: '120', wrong: 'zzz' },
	date: { right: 'tomorrow', wrong: 'zzz' },
	slot: { right: FIRST, wrong: 'zzz' },
	choice: { right: FIRST, wrong: 'zzz' },
	many: { right: FIRST, wrong: 'zzz' },
	yes_no: { right: 'yes', wrong: 'zzz' },
	consent: { right: 'yes', wrong: 'no' },
	rating: { right: '5', wrong: 'zzz' },
	place: { right: '12 Garden Lane, Binh Duong', wrong: 'x' },
	phone: { right: '+84 912 345 678', wrong: 'zzz' },
	email: { right: 'anna@example.com', wrong: 'zzz' },
	serial_number: { right: 'KA-22-104518', wrong: 'zzz' },
	file: { right: undefined, wrong: undefined },
	photo: { right: undefined, wrong: undefined },
	signature: { right: 'Anna Example', wrong: undefined },
};

export function sampleFor({ field: { kind } }: AskStep) {
	const sample = SAMPLES[kind];
	if (!sample) throw new Error(`tests/conformance/samples.ts does not say how a ${kind} is answered`);
	return sample;
}
