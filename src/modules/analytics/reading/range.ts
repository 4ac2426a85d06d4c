import { type RawBuilder, sql } from 'kysely';
import { addDays } from '#core/zone.ts';

/** Days of the business, both ends included, perhaps of one language or channel only. */
export type Range = { from: string; to: string; lang?: string | undefined; channel?: string | undefined };

export const LONGEST_RANGE = 400;

export const daysOf = ({ from, to }: Range): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** As many days, just before. */
export function rangeBefore(range: Range): Range {
	const days = daysOf(range);
	return { ...range, from: addDays(range.from, -days), to: addDays(range.from, -1) };
}

/** The condition that rows of a table of counts lie in the range. */
export function within({ from, to, lang, channel }: Range, { channels = true } = {}): RawBuilder<boolean> {
	const parts = [sql`day between ${from} and ${to}`];
	if (lang !== undefined) parts.push(sql`lang = ${lang}`);
	// What is read has no channel but the help centre itself.
	if (channel !== undefined) parts.push(channels ? sql`channel = ${channel}` : sql`${channel} = 'web'`);
	return sql`${sql.join(parts, sql` and `)}`;
}

export const everyDay = ({ from, to }: Range): string[] =>
	Array.from({ length: daysOf({ from, to }) }, (_, i) => addDays(from, i));
