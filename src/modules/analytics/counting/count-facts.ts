import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#core/db.ts';
import { assistantEvents } from '#modules/assistant/index.ts';
import { conversationOpened, handedOver } from '#modules/conversations/index.ts';
import '../tables.ts';

/** The kinds of facts that are counted by day. */
export const COUNTED = [...assistantEvents, conversationOpened, handedOver] as const;

type Counting = {
	/** A query that answers rows of `events`. */
	facts: RawBuilder<unknown>;
	zone: string;
	/** Days before it are left as they are. */
	since?: string | undefined;
};

/** So long after its question a fact still counts with it; later only by itself. */
export const LEADS_BACK_DAYS = 30;

/** The question that a fact is about, looked up one by one in the one or two partitions where it can be: a join would read all partitions. */
const questionOf = (fact: 'o' | 'f') => sql`
	select payload, lang, channel from events
	where subject_type = 'question' and subject_id = (${sql.ref(`${fact}.payload`)} ->> 'question_id')::uuid and seq = 1
		and at > ${sql.ref(`${fact}.at`)} - make_interval(days => ${LEADS_BACK_DAYS}) and at < ${sql.ref(`${fact}.at`)} + interval '1 day'
	offset 0`;

/**
 * Adds facts to the counts of their days. An opinion that replaces an earlier one takes that one from the day on which it was counted. An article counts
 * for a question when it came first in it.
 */
export async function countFacts(tx: Tx, { facts, zone, since = '-infinity' }: Counting): Promise<void> {
	// Of many partitions the plan looks dear, and to compile it takes longer than to run it.
	await sql`set local jit = off`.execute(tx);
	const dayOf = (at: string) => sql`(${sql.raw(at)} at time zone ${zone})::date`;
	await sql`
		with facts as materialized (${facts}),
		asked as (
			select ${dayOf('at')} as day, payload ->> 'outcome' as measure, lang, channel,
				case when payload ->> 'outcome' in ('answer', 'choices') then payload -> 'articles' ->> 0 end as article, 'led' as role, 1 as n
			from facts where name = 'question.asked'
		),
		opinions as (
			select at, lang, channel, payload, 1 as n from facts where name = 'rating.given'
			union all
			select before.at, before.lang, before.channel, before.payload, -1
			from facts f join events before on before.subject_type = 'rating' and before.subject_id = f.subject_id and before.seq = f.seq - 1
			where f.name = 'rating.given' and f.seq > 1
		),
		rated as (
			select ${dayOf('o.at')} as day, case when (o.payload ->> 'solved')::boolean then 'solved' else 'unsolved' end as measure,
				coalesce(o.lang, q.lang, t.lang) as lang, coalesce(o.channel, q.channel) as channel,
				coalesce(t.article_id::text, case when q.payload ->> 'outcome' = 'answer' then q.payload -> 'articles' ->> 0 end) as article, n
			from opinions o
			left join lateral (${questionOf('o')}) q on true
			left join translations t on t.id = (o.payload ->> 'translation_id')::uuid
		),
		opened as (
			select ${dayOf('f.at')} as day,
				'opened_' || coalesce(q.payload ->> 'outcome', case when f.payload -> 'articles' ->> 0 is null then 'nothing' else 'article' end) as measure,
				f.lang, f.channel, f.payload -> 'articles' ->> 0 as article, 1 as n
			from facts f
			left join lateral (${questionOf('f')}) q on true
			-- Before there was an assistant to talk to, whoever wrote wrote to a person.
			where f.name = 'conversation.handed_over' or (f.name = 'conversation.opened' and f.v = 1)
		),
		counted as (
			select day, measure, coalesce(lang, '') as lang, coalesce(channel, '') as channel, article::uuid as article, role, n
			from (
				select * from asked
				union all select day, measure, lang, channel, article, measure, n from rated
				union all select day, measure, lang, channel, article, 'opened', n from opened
			) as every
			where day >= ${since}::date
		),
		by_day as (
			insert into daily_counts (day, measure, lang, channel, count)
			select day, measure, lang, channel, sum(n) from counted group by day, measure, lang, channel order by 1, 2, 3, 4
			on conflict (day, measure, lang, channel) do update set count = daily_counts.count + excluded.count
		),
		by_article as (
			select day, article, lang, channel,
				coalesce(sum(n) filter (where role = 'led'), 0) as led, coalesce(sum(n) filter (where role = 'solved'), 0) as solved,
				coalesce(sum(n) filter (where role = 'unsolved'), 0) as unsolved, coalesce(sum(n) filter (where role = 'opened'), 0) as opened
			from counted where article is not null group by day, article, lang, channel
		),
		by_month as (
			${addTo('monthly_articles')}
			select date_trunc('month', day::timestamp)::date, article, lang, channel, sum(led), sum(solved), sum(unsolved), sum(opened)
			from by_article group by 1, 2, 3, 4 order by 1, 2, 3, 4
			${adding('monthly_articles')}
		)
		${addTo('daily_articles')}
		select * from by_article order by 1, 2, 3, 4
		${adding('daily_articles')}`.execute(tx);
}

type ArticleTable = 'daily_articles' | 'monthly_articles';

const addTo = (table: ArticleTable) =>
	sql`insert into ${sql.table(table)} (day, article_id, lang, channel, led, solved, unsolved, opened)`;

const adding = (table: ArticleTable) => {
	const before = (column: string) => sql.ref(`${table}.${column}`);
	return sql`on conflict (day, article_id, lang, channel) do update set
		led = ${before('led')} + excluded.led, solved = ${before('solved')} + excluded.solved,
		unsolved = ${before('unsolved')} + excluded.unsolved, opened = ${before('opened')} + excluded.opened`;
};
