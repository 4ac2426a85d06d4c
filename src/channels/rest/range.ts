import { z } from 'zod';
import { addDays, dayIn } from '#core/days.ts';
import { problem } from '#core/errors.ts';
import { daysOf, LONGEST_RANGE, type Range } from '#modules/analytics/index.ts';

/** Days of the business, as reports are asked for them. */
export const rangeQuery = z.object({
	from: z.iso
		.date()
		.optional()
		.meta({ description: 'First day, in the zone of the business; 29 days before the last unless given' }),
	to: z.iso.date().optional().meta({ description: 'Last day; today unless given' }),
	lang: z.string().max(35).optional(),
	channel: z.string().max(35).optional(),
});

/** Throws `invalid_input` for a range that is empty or too long. */
export function rangeOf(query: z.infer<typeof rangeQuery>, { zone, now }: { zone: string; now: Date }): Range {
	const { from, to = dayIn(zone, now), lang, channel } = query;
	const range = { from: from ?? addDays(to, -29), to, lang, channel };
	const days = daysOf(range);
	if (days >= 1 && days <= LONGEST_RANGE) return range;
	throw problem('invalid_input', { detail: `A range has from 1 to ${LONGEST_RANGE} days.` });
}
