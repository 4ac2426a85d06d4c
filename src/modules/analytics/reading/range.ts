import { type RawBuilder, sql } from 'kysely';
import { addDays } from '#core/days.ts';

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

/** Rows of a table by article in the range: whole months of it from the table by months, the days at its ends from that by days. */
export function spanned(what: 'articles' | 'views', range: Range): RawBuilder<unknown> {
	const channels = what === 'articles';
	const days = sql`select * from ${sql.table(`daily_${what}`)} where ${within(range, { channels })}`;
	const whole = wholeMonths(range);
	if (!whole) return days;
	const months = sql`select * from ${sql.table(`monthly_${what}`)} where ${within({ ...range, ...whole }, { channels })}`;
	return sql`${days} and day not between ${whole.from} and ${whole.to} union all ${months}`;
}

/** The first and the last day of the months that lie wholly in the range. */
export function wholeMonths({ from, to }: Range): { from: string; to: string } | undefined {
	const first = from.endsWith('-01') ? from : firstOfMonth(addDays(firstOfMonth(from), 31));
	const end = addDays(firstOfMonth(addDays(to, 1)), -1);
	return first < end ? { from: first, to: end } : undefined;
}

const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;

/** A row for every day of the range, in order; one like `none` where there is nothing. */
export function filled<Row extends { day: string }>(range: Range, rows: readonly Row[], none: Omit<Row, 'day'>): Row[] {
	const found = new Map(rows.map((row) => [row.day, row]));
	return everyDay(range).map((day) => found.get(day) ?? ({ day, ...none } as Row));
}

export const everyDay = ({ from, to }: Range): string[] =>
	Array.from({ length: daysOf({ from, to }) }, (_, i) => addDays(from, i));
