-- Who waits for a time that is not free yet. When one is, a journey with these answers is begun for them and the time kept until they say.
create table waitlist (
	id uuid primary key,
	customer_id uuid not null references customers on delete cascade,
	-- The service that is done once there is a time, and its answers but for that.
	service text not null,
	answers jsonb not null,
	-- To which of their addresses it is written.
	email text not null,
	-- Days by the clocks of `zone`; the first may be left open.
	from_day date,
	until_day date not null,
	part text not null,
	zone text not null,
	lang text not null,
	state text not null check (state in ('waiting', 'offered', 'ended')),
	-- Why it ended, as a code.
	ended_by text,
	-- What is offered now, and until when it is kept.
	journey_id uuid references journeys on delete set null,
	visit_id uuid references visits on delete set null,
	offered_from timestamptz,
	offer_until timestamptz,
	-- What was offered before: no time is offered twice.
	offered_times timestamptz[] not null default '{}',
	-- How often nobody answered.
	unanswered integer not null default 0,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	check ((state = 'ended') = (ended_by is not null)),
	check (state <> 'offered' or offer_until is not null)
);
create index waitlist_open on waitlist (created_at) where state <> 'ended';
create index waitlist_customer on waitlist (customer_id);
create trigger living before insert on waitlist for each row execute function belongs_to_living();

-- A time kept for somebody who was offered it is not given up for another that they look at meanwhile.
alter table visits add column offered boolean not null default false;
