-- Promises: when somebody is there, what is promised to whom, and the clock of each promise.

-- A calendar as it read from a moment on. Never changed: a promise keeps the hours it was made under.
create table calendar_terms (
	id uuid primary key,
	-- Seven days, Monday first, each a list of shifts; and the days unlike their weekday.
	week jsonb not null,
	exceptions jsonb not null,
	made_at timestamptz not null
);

create table calendars (
	id uuid primary key,
	-- Empty: the usual opening hours.
	name text not null,
	-- Null: the zone of the business.
	zone text,
	terms_id uuid not null references calendar_terms,
	created_at timestamptz not null,
	removed_at timestamptz
);
create unique index calendars_name on calendars (lower(name)) where removed_at is null;

create table promise_rules (
	id uuid primary key,
	kind text not null check (kind in ('first_response', 'next_response', 'resolution', 'call_back', 'custom')),
	-- Empty: called by its kind.
	name text not null,
	-- Each: empty is any.
	channels text[] not null,
	topics text[] not null,
	groups text[] not null,
	langs text[] not null,
	-- Null: around the clock.
	calendar_id uuid references calendars,
	-- Of open time.
	minutes integer not null check (minutes > 0),
	pauses text[] not null,
	ladder jsonb not null,
	-- The first of a kind that fits wins.
	position integer not null,
	active boolean not null,
	created_at timestamptz not null,
	removed_at timestamptz
);
create index promise_rules_order on promise_rules (position, id) where removed_at is null;
create index promise_rules_calendar on promise_rules (calendar_id) where removed_at is null;

-- What promises are about, from the outside: one row to lock, and whether anybody has answered yet.
create table promise_subjects (
	type text not null,
	id uuid not null,
	responded_at timestamptz,
	primary key (type, id)
);

create table promises (
	id uuid primary key,
	kind text not null,
	state text not null check (state in ('running', 'paused', 'kept', 'broken', 'cancelled')),
	subject_type text not null,
	subject_id uuid not null,
	customer_id uuid references customers on delete cascade,
	channel text,
	lang text,
	rule_id uuid,
	-- What holds for this one, whatever becomes of the rule.
	terms_id uuid references calendar_terms,
	zone text not null,
	minutes integer not null,
	pauses text[] not null,
	ladder jsonb not null,
	by_hand boolean not null,
	-- Who promised: `staff:…`.
	made_by text not null,
	started_at timestamptz not null,
	-- While it is paused: when it would have been due.
	due_at timestamptz not null,
	-- Open time up to `counted_from`, which is null unless it runs.
	spent_ms bigint not null default 0,
	counted_from timestamptz,
	paused_at timestamptz,
	paused_for text[] not null default '{}',
	-- Steps of the ladder that were told.
	told integer not null default 0,
	-- When something is next to happen: a step of the ladder, or the breach.
	next_at timestamptz,
	-- When it was done, also if that was too late, and by whom.
	done_at timestamptz,
	done_by text,
	broken_at timestamptz,
	-- When it was kept, broken or cancelled: the day on which it counts.
	ended_at timestamptz,
	reason text,
	note text not null default ''
);
create index promises_subject on promises (subject_type, subject_id);
create index promises_due on promises (next_at) where state = 'running';
create index promises_open on promises (due_at) where state in ('running', 'paused');
create index promises_ended on promises (ended_at);
create index promises_list on promises (state, id desc);
create index promises_customer on promises (customer_id) where customer_id is not null;
-- Two who begin to wait at once wait for one answer.
create unique index promises_once on promises (subject_type, subject_id, kind)
	where state in ('running', 'paused') and kind in ('first_response', 'next_response', 'resolution');
create trigger living before insert on promises for each row when (new.customer_id is not null) execute function belongs_to_living();

-- What an owner would expect of a beginning: weekdays from nine to five, and a first answer within four hours of them.
insert into calendar_terms values ('00000000-0000-7000-8000-000000000002',
	(select jsonb_agg(case when day < 6 then '[{"from":"09:00","to":"17:00"}]'::jsonb else '[]' end order by day) from generate_series(1, 7) as day),
	'[]', now());
insert into calendars values ('00000000-0000-7000-8000-000000000001', '', null, '00000000-0000-7000-8000-000000000002', now(), null);
insert into promise_rules values ('00000000-0000-7000-8000-000000000003', 'first_response', '', '{}', '{}', '{}', '{}',
	'00000000-0000-7000-8000-000000000001', 240, '{}', '[{"after":180,"tell":"assignee"}]', 1, true, now(), null);
