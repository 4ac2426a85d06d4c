/** The kinds of facts by which a day is judged, and from how many days before it: they are what `JUDGE_DAY` reads. */
export const SIGNS = [
	'question.asked',
	'rating.given',
	'conversation.handed_over',
	'conversation.opened',
	'conversation.message_written',
	'conversation.feedback_given',
] as const;
export const LOOKS_BACK_DAYS = 56;

/**
 * What the matters that ended on a day came to: DESIGN's net resolution, word for word. `$1` is the day, `$2` the business's time zone. People read this
 * text in the console, so it explains itself.
 */
export const JUDGE_DAY = `
with recursive
-- Whoever gave a sign on that day: asked, said whether it helped, or wrote to a person.
people as (
	select distinct customer_id as person from events
	where name in (${SIGNS.map((name) => `'${name}'`).join(', ')}) and customer_id is not null
		and at >= $1::date::timestamp at time zone $2 and at < ($1::date + 1)::timestamp at time zone $2
),
-- All their signs around it, on any channel, with what each is about: its question, its conversation, its top two articles, its gap. Gaps are those of
-- now: one that people merged into another is that other, and a question that they split off is about the new one.
signs as (
	select person, e.id, e.at, e.lang, e.channel,
		case e.name when 'question.asked' then 'asked' when 'rating.given' then 'marked' when 'conversation.feedback_given' then 'marked' else 'wrote' end as kind,
		e.payload ->> 'outcome' as outcome,
		(e.payload ->> 'solved')::boolean as solved,
		array_remove(array[
			case when e.subject_type in ('question', 'conversation') then e.subject_type || ' ' || e.subject_id end,
			'question ' || (e.payload ->> 'question_id'),
			'article ' || coalesce((select article_id::text from translations where id = (e.payload ->> 'translation_id')::uuid), e.payload ->> 'translation_id'),
			'article ' || (e.payload -> 'articles' ->> 0),
			'article ' || (e.payload -> 'articles' ->> 1),
			'gap ' || (select root_id from gap_questions q join gaps g on g.id = q.gap_id where q.question_id = e.subject_id)
		], null) as about,
		count(*) over (partition by person) as signs
	-- One person at a time: these are few among all who came in nine weeks.
	from people cross join lateral (
		select * from events where customer_id = person
			and at >= ($1::date - ${LOOKS_BACK_DAYS})::timestamp at time zone $2 and at < ($1::date + 8)::timestamp at time zone $2
		offset 0
	) e
	where e.name in ('question.asked', 'rating.given', 'conversation.handed_over', 'conversation.feedback_given')
		-- Before there was an assistant to talk to, whoever wrote wrote to a person.
		or (e.name = 'conversation.opened' and e.v = 1)
		or (e.name = 'conversation.message_written' and e.payload ->> 'author' = 'customer' and coalesce(e.payload ->> 'holder', 'team') = 'team')
),
-- The same thing within 7 days is a strand; after 7 days of silence a new one begins. More than 200 signs make a program, not a person.
steps as (
	select s.person, s.id, s.at, thing,
		case when s.at - lag(s.at) over strand > interval '7 days' then 1 else 0 end as anew
	from signs s, unnest(s.about) as thing
	where s.signs <= 200
	window strand as (partition by s.person, thing order by s.at, s.id)
),
strands as (
	select person, id, at, thing, sum(anew) over (partition by person, thing order by at, id) as strand from steps
),
links as (
	select id, first_value(id) over (partition by person, thing, strand order by at, id) as begun from strands
),
-- Signs of one strand are one matter, and strands that share a sign are one matter.
touching as (
	select id, begun as other from links where id <> begun
	union
	select begun, id from links where id <> begun
),
reached as (
	select distinct id as root, id from links
	union
	select r.root, t.other from reached r join touching t on t.id = r.id
),
matters as (
	select max(s.at) as last_at,
		(array_agg(s.lang order by s.at, s.id) filter (where s.lang is not null))[1] as lang,
		(array_agg(s.channel order by s.at, s.id) filter (where s.channel is not null))[1] as channel,
		bool_or(s.kind = 'wrote') as handed,
		(array_agg(s.solved order by s.at desc, s.id desc) filter (where s.kind = 'marked'))[1] as confirmed,
		max(s.at) filter (where s.kind <> 'marked') > min(s.at) filter (where s.solved) as came_back,
		(array_agg(s.outcome order by s.at desc, s.id desc) filter (where s.kind = 'asked'))[1] as outcome
	from signs s join (select id, min(root::text) as matter from reached group by id) m on m.id = s.id
	group by m.matter
	-- A mark on a question of more than 7 days before is too late to count.
	having bool_or(s.kind <> 'marked' or s.about[1] like 'article %')
),
judged as (
	select coalesce(m.lang, '') as lang, coalesce(m.channel, '') as channel, coalesce(m.confirmed, false) as confirmed,
		case
			when m.handed then 'handed'
			when m.confirmed and m.came_back then 'came_back'
			when m.confirmed then 'net'
			when not m.confirmed then 'unsolved'
			when m.outcome in ('answer', 'service') then 'silent'
			else 'left_open'
		end as verdict
	from matters m where m.last_at >= $1::date::timestamp at time zone $2 and m.last_at < ($1::date + 1)::timestamp at time zone $2
)
select $1::date as day, lang, channel, count(*) as matters,
	count(*) filter (where verdict = 'net') as net,
	count(*) filter (where verdict = 'came_back') as came_back,
	count(*) filter (where verdict = 'handed') as handed,
	count(*) filter (where verdict = 'unsolved') as unsolved,
	count(*) filter (where verdict = 'silent') as silent,
	count(*) filter (where verdict = 'left_open') as left_open,
	count(*) filter (where verdict = 'handed' and confirmed) as handed_confirmed
from judged group by lang, channel
`.trim();

/** The sum over judged days: `$1` and `$2` are the first and the last, `$3` and `$4` a language and a channel, or null for all. */
export const SUM_MATTERS = `
select count(distinct day)::int as days, coalesce(sum(matters), 0)::int as matters,
	coalesce(sum(net), 0)::int as net, coalesce(sum(came_back), 0)::int as came_back, coalesce(sum(handed), 0)::int as handed,
	coalesce(sum(unsolved), 0)::int as unsolved, coalesce(sum(silent), 0)::int as silent, coalesce(sum(left_open), 0)::int as left_open,
	coalesce(sum(handed_confirmed), 0)::int as handed_confirmed,
	coalesce(sum(net + came_back + handed_confirmed), 0)::int as confirmed,
	sum(net)::float8 / nullif(sum(matters), 0) as net_resolution
from daily_matters
where day between $1 and $2 and ($3::text is null or lang = $3) and ($4::text is null or channel = $4)
`.trim();
