import { sql } from 'kysely';
import type { Db } from '#core/db.ts';

/**
 * Facts of so many days that end at `until`, at most a year: of a hundred, 86 questions by people who each ask about five times, 10 opinions and 4 letters
 * to the team, over 500 articles of which few are asked for often, as if written by six hundred transactions. Past the doors: a lab needs millions.
 */
export async function makeFacts(db: Db, count: number, { until, days }: { until: Date; days: number }): Promise<void> {
	const at = (n: string) =>
		sql`${until}::timestamptz - make_interval(days => ${days}) * (1 - (${sql.raw(n)})::float8 / ${count}::bigint)`;
	for (let month = 0; month <= 12; month++)
		await sql`select ensure_event_partition((${until}::timestamptz - make_interval(months => ${month}))::date)`.execute(
			db,
		);
	await sql`
		insert into events (id, name, v, subject_type, subject_id, seq, actor, customer_id, channel, lang, at, xid, payload)
		select uuidv7_at(at, n), kind, 1, split_part(kind, '.', 1), case when kind = 'question.asked' then uuidv7_at(at, n) else of_number('subject', n) end, 1,
			'{"kind":"customer","id":"","assurance":"anonymous"}', of_number('person', n / 5), (array['web', 'web', 'api'])[1 + (n % 3)::int],
			(array['en', 'en', 'th', 'vi', 'zh-Hans'])[1 + (n / 5 % 5)::int], at,
			(3 + n * 600 / ${count}::bigint)::text::xid8,
			case kind
				when 'question.asked' then jsonb_build_object('outcome', (array['answer', 'answer', 'answer', 'choices', 'unsure'])[1 + (n % 5)::int],
					'confidence', 0.5, 'articles', jsonb_build_array(article, next))
				when 'rating.given' then jsonb_build_object('question_id', uuidv7_at(${at('n - 1')}, n - 1), 'translation_id', null, 'solved', n % 3 > 0)
				else jsonb_build_object('question_id', uuidv7_at(${at('n - 1')}, n - 1), 'articles', jsonb_build_array(article))
			end
		from (
			select n, ${at('n')} as at,
				case when n % 100 in (7, 17, 27, 37, 47, 57, 67, 77, 87, 97) then 'rating.given'
					when n % 100 in (8, 28, 48, 68) then 'conversation.opened' else 'question.asked' end as kind,
				of_number('article', (500 * power(n * 7919 % 1000 / 1000.0, 3))::bigint) as article,
				of_number('article', (500 * power(n * 6131 % 1000 / 1000.0, 2))::bigint) as next
			from generate_series(1, ${count}::bigint) as n
		) as made`.execute(db);
	await sql`analyze events`.execute(db);
}

/** Puts whatever nobody was sure of into two thousand gaps, few of them large. */
export async function makeGaps(db: Db): Promise<void> {
	await sql`
		insert into questions (id, text, lang, channel, outcome, confidence, shown, at)
		select subject_id, 'What nobody knows', lang, channel, 'unsure', 0.5, '[]', at from events
		where name = 'question.asked' and payload ->> 'outcome' = 'unsure'`.execute(db);
	await sql`
		with members as (
			select id, lang, at, of_number('gap', (2000 * power((hashtext(id::text) & 1023) / 1024.0, 2))::bigint) as gap from questions
		),
		found as (
			insert into gaps (id, status, root_id, lang, typical_id, customers, questions, last_at, created_at, changed_at)
			select gap, 'open', gap, min(lang), (array_agg(id))[1], count(*), count(*), max(at), min(at), min(at) from members group by gap
		)
		insert into gap_questions (question_id, gap_id, why, features, articles, at)
		select id, gap, 'unsure', '{}', '{}', at from members`.execute(db);
	await sql`analyze questions, gaps, gap_questions`.execute(db);
}

/** Every article read on every day. */
export async function makeViews(db: Db, { from, to }: { from: string; to: string }): Promise<void> {
	await sql`
		insert into daily_views select day::date, article_id, 'en', 10, '{1,2,3,4}', '{1,2,3,4}'
		from generate_series(${from}::date, ${to}, '1 day') as day, (select distinct article_id from daily_articles) as known`.execute(
		db,
	);
	const sums = sql`sum(views), array[sum(quarters[1]), sum(quarters[2]), sum(quarters[3]), sum(quarters[4])],
		array[sum(times[1]), sum(times[2]), sum(times[3]), sum(times[4])]`;
	await sql`
		insert into monthly_views
		select date_trunc('month', day::timestamp)::date, article_id, lang, ${sums} from daily_views group by 1, 2, 3`.execute(
		db,
	);
	await sql`insert into daily_reading select day, lang, ${sums} from daily_views group by 1, 2`.execute(db);
}

/** What the statements above are written with. */
export async function prepareLab(db: Db): Promise<void> {
	await sql`
		create or replace function of_number(kind text, n bigint) returns uuid language sql immutable as
		$$ select md5(kind || n)::uuid $$`.execute(db);
	await sql`
		create or replace function uuidv7_at(at timestamptz, n bigint) returns uuid language sql immutable as
		$$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000' || '8' || substr(md5('event' || n), 1, 15))::uuid $$`.execute(
		db,
	);
}
