-- Visits in the field: from where they are made, by whom, with what, and when.

-- Makes a uuid comparable in the constraints below. It is trusted: whoever owns the database may create it.
create extension if not exists btree_gist;

-- From where the business works. Where customers are is no row: each visit says it.
create table places (
	id uuid primary key,
	name text not null,
	address text not null,
	lat double precision,
	lon double precision,
	zone text not null,
	-- What people call it: an address that names one of these lies near.
	areas text[] not null default '{}',
	active boolean not null,
	created_at timestamptz not null
);

create table crews (
	id uuid primary key,
	name text not null,
	place_id uuid references places,
	-- `#rrggbb`, in the calendar.
	colour text not null,
	active boolean not null,
	created_at timestamptz not null
);

create table workers (
	id uuid primary key,
	name text not null,
	member_id uuid references members on delete set null,
	crew_id uuid references crews,
	-- Where the day begins.
	place_id uuid not null references places,
	zone text not null,
	skills text[] not null,
	-- As in calendar_terms.
	week jsonb not null,
	exceptions jsonb not null,
	active boolean not null,
	created_at timestamptz not null
);
create unique index workers_member on workers (member_id) where member_id is not null;

-- A row each: rooms, lifts, machines on loan.
create table resources (
	id uuid primary key,
	kind text not null,
	name text not null,
	place_id uuid references places,
	active boolean not null,
	created_at timestamptz not null
);

create table visit_types (
	id uuid primary key,
	code text not null unique,
	-- By language.
	names jsonb not null,
	descriptions jsonb not null,
	price_notes jsonb not null,
	minutes integer not null check (minutes > 0),
	people integer not null check (people > 0),
	people_max integer not null check (people_max >= people),
	skills text[] not null,
	resource_kinds text[] not null,
	-- Minutes, as all that follow but the days.
	buffer_before integer not null,
	buffer_after integer not null,
	step integer not null check (step > 0),
	arrival_window integer not null,
	notice integer not null,
	horizon_days integer not null,
	-- Up to so long before the start it costs nothing.
	move_until integer not null,
	cancel_until integer not null,
	-- What it costs later: `{amount_minor, currency}`, or null.
	late_fee jsonb,
	checklist jsonb not null,
	position integer not null,
	active boolean not null,
	created_at timestamptz not null
);

create table visits (
	id uuid primary key,
	code text not null unique,
	customer_id uuid not null references customers on delete cascade,
	state text not null check (state in ('held', 'booked', 'done', 'missed', 'cancelled')),
	-- From then on whoever wants its time may take it.
	held_until timestamptz,
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	-- When the customer was told that somebody arrives.
	window_from timestamptz not null,
	window_until timestamptz not null,
	address text not null,
	lat double precision,
	lon double precision,
	zone text not null,
	people integer not null,
	note text not null,
	lang text,
	channel text,
	-- A journey books once.
	journey_id uuid unique,
	-- What held when it was made, whatever becomes of its type.
	terms jsonb not null,
	version integer not null default 1,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	check (state <> 'held' or held_until is not null)
);
create index visits_customer on visits (customer_id, starts_at desc);
create index visits_time on visits (starts_at);
create index visits_held on visits (held_until) where state = 'held';
create trigger living before insert on visits for each row execute function belongs_to_living();

-- Several services in one visit, in their order.
create table visit_items (
	visit_id uuid not null references visits on delete cascade,
	position integer not null,
	visit_type_id uuid not null references visit_types,
	minutes integer not null,
	primary key (visit_id, position)
);

-- Nobody is in two places at once. A span holds the work and the time before and after it; a visit that is cancelled gives it back.
create table visit_workers (
	visit_id uuid not null references visits on delete cascade,
	worker_id uuid not null references workers,
	span tstzrange not null,
	-- `[from, until, lat, lon]`, in seconds: a search for free times gathers thousands, and to make that text anew took most of its time.
	brief text not null,
	primary key (visit_id, worker_id),
	constraint worker_once exclude using gist (worker_id with =, span with &&)
);
-- What is still to come, among all that ever was.
create index visit_workers_until on visit_workers (upper(span));

create table visit_resources (
	visit_id uuid not null references visits on delete cascade,
	resource_id uuid not null references resources,
	span tstzrange not null,
	brief text not null,
	primary key (visit_id, resource_id),
	constraint resource_once exclude using gist (resource_id with =, span with &&)
);
create index visit_resources_until on visit_resources (upper(span));

-- What is in somebody's own calendar elsewhere.
create table busy_times (
	id uuid primary key,
	worker_id uuid references workers on delete cascade,
	resource_id uuid references resources on delete cascade,
	span tstzrange not null,
	source text not null,
	check (num_nonnulls(worker_id, resource_id) = 1)
);
create index busy_times_until on busy_times (upper(span));
create index busy_times_worker on busy_times (worker_id) where worker_id is not null;
create index busy_times_resource on busy_times (resource_id) where resource_id is not null;

create table amounts_owed (
	id uuid primary key,
	customer_id uuid not null references customers on delete cascade,
	visit_id uuid not null references visits on delete cascade,
	reason text not null check (reason in ('late_move', 'late_cancellation')),
	amount_minor bigint not null,
	currency text not null,
	state text not null check (state in ('owed', 'waived')),
	created_at timestamptz not null
);
create index amounts_owed_customer on amounts_owed (customer_id);
create index amounts_owed_visit on amounts_owed (visit_id);
create trigger living before insert on amounts_owed for each row execute function belongs_to_living();
