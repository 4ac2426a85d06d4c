import { type RawBuilder, sql } from 'kysely';
import type { Range } from '../reading/range.ts';

/** Stories that were opened on days of the range, by the clock of the business. */
export const openedWithin = (range: Range, zone: string) =>
	sql`${instants('opened_at', range, zone)} and ${narrowed(range)}`;

/** The condition that an instant lies on days of the range. */
export const instants = (column: string, { from, to }: Range, zone: string): RawBuilder<boolean> =>
	sql`${sql.ref(column)} >= ${from}::date::timestamp at time zone ${zone} and ${sql.ref(column)} < (${to}::date + 1)::timestamp at time zone ${zone}`;

export function narrowed({ lang, channel }: Range): RawBuilder<boolean> {
	const parts = [sql`true`];
	if (lang !== undefined) parts.push(sql`lang = ${lang}`);
	if (channel !== undefined) parts.push(sql`channel = ${channel}`);
	return sql`${sql.join(parts, sql` and `)}`;
}

/** After so many days without a word nothing more is expected of a conversation. */
export const QUIET_DAYS = 3;

/** How a conversation ended so far: by the customer's own word where there is one. Whoever waits for a person has not ended in silence. */
export const ENDING = (now: Date) => sql<Ending>`case
	when solved then 'solved' when not solved then 'unsolved'
	when handed_at is not null and replied_at is null and not returned and closed_at is null then 'waiting'
	when closed_at is not null or last_at < ${now}::timestamptz - make_interval(days => ${QUIET_DAYS}) then 'silent'
	else 'open' end`;

export const ENDINGS = ['solved', 'unsolved', 'silent', 'waiting', 'open'] as const;
export type Ending = (typeof ENDINGS)[number];
