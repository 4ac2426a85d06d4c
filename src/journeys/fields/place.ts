import { z } from 'zod';
import { foldMarks, normalize } from '#core/text/fold.ts';
import { storable } from '#core/text/storable.ts';
import { isZone } from '#core/zone.ts';
import type { Asking, Field } from '../definition.ts';
import type { Wording } from '../wording.ts';
import { fault } from './faults.ts';

/** An address as people write it. Where it lies is only known from a map, a device, or an area that is named in it. */
export type Place = { address: string; lat: number | null; lon: number | null; zone: string | null };

/** An area that we know by its names, in any language. */
export type Area = { names: readonly string[]; lat: number | null; lon: number | null; zone: string };

const LONGEST = 300;
const kept = z.object({
	address: z.string().trim().min(3).max(LONGEST),
	lat: z.number().min(-90).max(90).nullish(),
	lon: z.number().min(-180).max(180).nullish(),
	zone: z.string().refine(isZone).nullish(),
});

type PlaceOptions<A> = { hint?: Wording; areas?: (asking: Asking<A>) => Promise<readonly Area[]> };

/** Where something is to be done. */
export function place<A = object>(
	label: Wording,
	{ hint, areas = async () => [] }: PlaceOptions<A> = {},
): Field<Place, A> {
	return {
		kind: 'place',
		label,
		hint,
		schema: z.object({
			address: z.string(),
			lat: z.number().nullable(),
			lon: z.number().nullable(),
			zone: z.string().nullable(),
		}),
		shape: () => ({ kind: 'place' }),
		read: async (input, asking) => {
			const given = kept.safeParse(typeof input === 'string' ? { address: storable(input) } : input);
			if (!given.success) return fault('not_place', 'journey_fault_place');
			const { address, lat = null, lon = null, zone = null } = given.data;
			// A map that was not touched says 0, 0: a place in the sea where nobody lives.
			const isKnown = lat !== null && lon !== null && !(lat === 0 && lon === 0);
			const area = isKnown && zone ? undefined : areaIn(address, await areas(asking));
			return {
				value: {
					address,
					lat: isKnown ? lat : (area?.lat ?? null),
					lon: isKnown ? lon : (area?.lon ?? null),
					zone: zone ?? area?.zone ?? null,
				},
			};
		},
		show: ({ address }) => address,
	};
}

export function areaIn(address: string, areas: readonly Area[]): Area | undefined {
	const said = ` ${plain(address)} `;
	const named = areas.flatMap((area) => area.names.map((name) => ({ area, name: plain(name) })));
	return named.toSorted((a, b) => b.name.length - a.name.length).find(({ name }) => stands(said, name))?.area;
}

const stands = (text: string, name: string): boolean =>
	name !== '' && (/^[\p{Script=Latin}]/u.test(name) ? text.includes(` ${name} `) : text.includes(name));

const plain = (text: string): string =>
	foldMarks(normalize(text))
		.replaceAll(/[\s.,;:()/-]+/g, ' ')
		.trim();
