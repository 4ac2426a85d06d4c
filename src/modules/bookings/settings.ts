import { sql } from 'kysely';
import { z } from 'zod';
import type { SettingKind } from '#core/settings.ts';
import type { RoadTerms } from './time/travel.ts';

/** How long a time is kept for somebody on the waitlist who was written to about it, in minutes. */
export const offerMinutes: SettingKind<number> = {
	key: 'offer_minutes',
	schema: z.coerce.number().int().min(15).max(1_440),
	fallback: 120,
};

/** How fast people are between two places, as the crow flies, and what to reckon with where nobody knows how far it is. */
export const travelTerms: SettingKind<RoadTerms> = {
	key: 'travel_terms',
	schema: z.strictObject({
		kmh: z.number().min(1).max(300),
		fixed_minutes: z.int().min(0).max(240),
		unknown_minutes: z.int().min(0).max(480),
	}),
	fallback: { kmh: 30, fixed_minutes: 5, unknown_minutes: 30 },
};

/** As they are stored now, as part of a statement: two processes must not disagree about whether somebody gets there in time. */
export const storedTravelTerms = sql<unknown>`(select value from settings where key = ${travelTerms.key})`;

export function travelTermsIn(stored: unknown): RoadTerms {
	const parsed = travelTerms.schema.safeParse(stored);
	return parsed.success ? parsed.data : travelTerms.fallback;
}
