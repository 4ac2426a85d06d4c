import { CompiledQuery } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { addDays, dayIn } from '#core/days.ts';
import type { Range } from '#modules/analytics/index.ts';
import { businessZone } from '../calendars/terms.ts';
import type { PromiseKind, Reason } from '../kinds.ts';
import { canReadPromises } from '../policy.ts';

/** A promise counts on the day on which it was kept, or was due and broken, by the clock of the business. What is cancelled or still runs is in no rate. */
export const SUM_PROMISES = `with ended as (
	select kind, state, channel, lang, reason,
		to_char(date_trunc('week', ended_at at time zone $3), 'YYYY-MM-DD') as week,
		-- Open minutes until somebody responded, also where that was late.
		case when kind in ('first_response', 'next_response') and done_at is not null then spent_ms / 60000.0 end as minutes
	from promises
	where ended_at >= ($1::date)::timestamp at time zone $3
		and ended_at < ($2::date + 1)::timestamp at time zone $3
		and ($4::text is null or lang = $4) and ($5::text is null or channel = $5)
)
select grouping(kind, week, channel, lang, reason) as part, coalesce(kind, week, channel, lang, reason) as key,
	count(*) filter (where state = 'kept')::int as kept,
	count(*) filter (where state = 'broken')::int as broken,
	count(*) filter (where state = 'cancelled')::int as cancelled,
	percentile_cont(0.5) within group (order by minutes) as median_minutes,
	percentile_cont(0.9) within group (order by minutes) as p90_minutes
from ended
group by grouping sets ((), (kind), (week), (channel), (lang), (reason))
order by 1, count(*) desc, 2`;

// What `grouping` says of a row: a bit for each column by which it is not grouped.
const PARTS = { 31: 'total', 15: 'kind', 23: 'week', 27: 'channel', 29: 'lang', 30: 'reason' } as const;
type Part = (typeof PARTS)[keyof typeof PARTS];

export type PromiseSums = {
	kept: number;
	broken: number;
	cancelled: number;
	/** 0..1: kept of those that were kept or broken; none where there was none. */
	hit_rate: number | null;
	median_minutes: number | null;
	p90_minutes: number | null;
};
type Row = Omit<PromiseSums, 'hit_rate'> & { part: keyof typeof PARTS; key: string | null };
export type Keyed<K extends string = string> = PromiseSums & { key: K };

export type PromiseReport = {
	total: PromiseSums;
	kinds: Keyed<PromiseKind>[];
	/** Every week of the range by its Monday, also those without any. */
	weeks: Keyed[];
	channels: Keyed[];
	langs: Keyed[];
	reasons: { reason: Reason; count: number }[];
	/** How many run or stand still now. */
	running: { kind: PromiseKind; running: number; paused: number }[];
	query: { text: string; values: (string | null)[] };
};

export async function reportPromises(db: Db, actor: Actor, range: Range): Promise<PromiseReport> {
	authorise(canReadPromises(actor), actor);
	const { values, rows } = await sums(db, range);
	const of = <K extends string = string>(part: Part) =>
		rows.filter((row) => PARTS[row.part] === part).map((row) => ({ key: (row.key ?? '') as K, ...sumsOf(row) }));
	const weeks = new Map(of('week').map((week) => [week.key, week]));
	return {
		total: sumsOf(rows.find((row) => PARTS[row.part] === 'total')),
		kinds: of<PromiseKind>('kind'),
		weeks: mondays(range).map((key) => weeks.get(key) ?? { key, ...sumsOf(undefined) }),
		channels: of('channel').filter(({ key }) => key !== ''),
		langs: of('lang').filter(({ key }) => key !== ''),
		reasons: of<Reason>('reason').flatMap(({ key, broken }) => (broken > 0 ? [{ reason: key, count: broken }] : [])),
		running: await runningNow(db),
		query: { text: SUM_PROMISES, values },
	};
}

const PUBLIC_DAYS = 90;

export type PublicReport = { days: number; total: PromiseSums; kinds: Keyed<PromiseKind>[] };

/** What everybody may see where the owner has said so: the last ninety days. */
export async function publicReport(db: Db, at: Date): Promise<PublicReport> {
	const to = dayIn(await businessZone(db), at);
	const { rows } = await sums(db, { from: addDays(to, 1 - PUBLIC_DAYS), to });
	const kinds = rows.filter((row) => PARTS[row.part] === 'kind');
	return {
		days: PUBLIC_DAYS,
		total: sumsOf(rows.find((row) => PARTS[row.part] === 'total')),
		kinds: kinds
			.map((row) => ({ key: row.key as PromiseKind, ...sumsOf(row) }))
			.filter(({ kept, broken }) => kept + broken > 0),
	};
}

async function sums(db: Db, { from, to, ...only }: Range) {
	const values = [from, to, await businessZone(db), only.lang ?? null, only.channel ?? null];
	const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(SUM_PROMISES, values));
	return { values, rows };
}

function sumsOf(row: Row | undefined): PromiseSums {
	const { kept, broken, cancelled, median_minutes, p90_minutes } = row ?? NONE;
	const hit_rate = kept + broken > 0 ? kept / (kept + broken) : null;
	return { kept, broken, cancelled, hit_rate, median_minutes, p90_minutes };
}

const NONE: Omit<PromiseSums, 'hit_rate'> = {
	kept: 0,
	broken: 0,
	cancelled: 0,
	median_minutes: null,
	p90_minutes: null,
};

function mondays({ from, to }: Range): string[] {
	const weekday = (new Date(from).getUTCDay() + 6) % 7;
	const weeks: string[] = [];
	for (let day = addDays(from, -weekday); day <= to; day = addDays(day, 7)) weeks.push(day);
	return weeks;
}

const runningNow = (db: Db) =>
	db
		.selectFrom('promises')
		.select(({ fn }) => [
			'kind',
			fn.countAll<number>().filterWhere('state', '=', 'running').as('running'),
			fn.countAll<number>().filterWhere('state', '=', 'paused').as('paused'),
		])
		.where('state', 'in', ['running', 'paused'])
		.groupBy('kind')
		.orderBy('kind')
		.execute();
