import { CompiledQuery } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Db } from '#core/db.ts';
import { canReadFunnels } from './policy.ts';

/** Journeys that were begun in a span of time, `until` not included; those of one language or channel where it is said. */
export type FunnelRange = { from: Date; until: Date; lang?: string | undefined; channel?: string | undefined };

/** Numbers of journeys. `under_way`: somebody was at it within three hours; `left`: all others that came to no end. */
export type FunnelSums = { begun: number; done: number; with_team: number; under_way: number; left: number };

/** Numbers of journeys: in which the question came up, was answered, was answered so that it would not do, and was the last. */
export type FunnelStep = { name: string; reached: number; answered: number; refused: number; left: number };

export type Funnel = {
	total: FunnelSums;
	/** In the order in which most came to them; `review` is the receipt. */
	steps: FunnelStep[];
	channels: (FunnelSums & { key: string })[];
	langs: (FunnelSums & { key: string })[];
};

/** How far the journeys through one service came, question by question. */
export async function funnelOf(db: Db, actor: Actor, service: string, range: FunnelRange): Promise<Funnel> {
	authorise(canReadFunnels(actor), actor);
	const values = [service, ...valuesOf(range)];
	const sums = await db.executeQuery<SumRow>(CompiledQuery.raw(SUMS, values));
	const steps = await db.executeQuery<FunnelStep>(CompiledQuery.raw(STEPS, values));
	const of = (part: string) =>
		sums.rows.filter((row) => row.part === part).map(({ part: _part, key, ...counts }) => ({ key, ...counts }));
	const [{ key: _all, ...total } = { key: '', ...NONE }] = of('all');
	return { total, steps: steps.rows, channels: of('channel'), langs: of('lang') };
}

export type ServiceSums = FunnelSums & { service: string };

/** How the journeys through each service ended; services that nobody began are left out. */
export async function completionsIn(db: Db, actor: Actor, range: FunnelRange): Promise<ServiceSums[]> {
	authorise(canReadFunnels(actor), actor);
	const values = [null, ...valuesOf(range)];
	const { rows } = await db.executeQuery<SumRow>(CompiledQuery.raw(SUMS, values));
	return rows
		.filter(({ part }) => part === 'service')
		.map(({ part: _part, key, ...sums }) => ({ service: key, ...sums }));
}

const valuesOf = ({ from, until, lang, channel }: FunnelRange) => [from, until, lang ?? null, channel ?? null];

const NONE: FunnelSums = { begun: 0, done: 0, with_team: 0, under_way: 0, left: 0 };

type SumRow = FunnelSums & { part: string; key: string };

/**
 * Facts stay when a journey goes, so what happened is read from them; where one stands now, from itself. A journey is of the channel and language in which it
 * was begun.
 */
const COHORT = `
	with cohort as (
		select b.subject_id as id, b.payload->>'service' as service, b.channel, b.lang, j.state, j.shown->>'name' as stands_at, j.noticed_at,
			exists (select from events d where d.subject_type = 'journey' and d.subject_id = b.subject_id and d.name in ('journey.done', 'journey.pending')) as done
		from events b left join journeys j on j.id = b.subject_id
		where b.name = 'journey.begun' and b.at >= $2 and b.at < $3
			and ($1::text is null or b.payload->>'service' = $1)
			and ($4::text is null or b.lang = $4) and ($5::text is null or b.channel = $5)
	), stood as (
		select *, not done and state = 'with_team' as with_team, not done and state = 'open' and noticed_at is null as under_way from cohort
	)`;

const SUMS = `${COHORT}
	select case when grouping(service) = 0 then 'service' when grouping(channel) = 0 then 'channel' when grouping(lang) = 0 then 'lang' else 'all' end as part,
		coalesce(service, channel, lang, '') as key,
		count(*)::int as begun, (count(*) filter (where done))::int as done,
		(count(*) filter (where with_team))::int as with_team, (count(*) filter (where under_way))::int as under_way,
		(count(*) filter (where not done and with_team is not true and under_way is not true))::int as left
	from stood group by grouping sets ((), (service), (channel), (lang)) order by begun desc, key`;

const STEPS = `${COHORT}, answers as (
		select e.subject_id as id, coalesce(e.payload->>'name', 'review') as name, e.name = 'journey.answered' as answered, e.name = 'journey.refused' as refused
		from events e join stood s on s.id = e.subject_id
		where e.subject_type = 'journey' and e.name in ('journey.answered', 'journey.refused', 'journey.reviewed')
	), stands as (
		select id, case when state in ('open', 'with_team', 'stopped', 'expired') then coalesce(stands_at, 'review') end as name,
			with_team is not true and under_way is not true as left
		from stood where not done
	)
	select name, count(distinct id)::int as reached,
		count(distinct id) filter (where answered or (name = 'review' and done))::int as answered,
		count(distinct id) filter (where refused)::int as refused, count(distinct id) filter (where "left")::int as left
	from (
		select a.id, a.name, a.answered, a.refused, false as "left", s.done from answers a join stood s on s.id = a.id
		union all
		select id, name, false, false, "left", false from stands where name is not null
	) as facts
	group by name order by reached desc, answered desc, name`;
