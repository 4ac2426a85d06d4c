-- What the owner makes of a service that is declared in code.

-- At once, for everybody: whether it is offered, and where it stands among the others. A service without a row is offered.
create table offered_services (
	service text primary key,
	-- What events about it are about.
	id uuid not null unique,
	is_off boolean not null default false,
	-- None where nobody has put them into an order: behind the others, as registered.
	position integer,
	changed_at timestamptz not null
);

-- In versions, which reach customers by and by: words, choices and numbers.
create table service_settings (
	service text not null references offered_services,
	version integer not null check (version > 0),
	state text not null check (state in ('draft', 'shared', 'live', 'past', 'stopped')),
	-- So many of a hundred customers have it, while it is shared.
	share integer not null default 0 check (share between 0 and 100),
	-- {texts, fields, rules}
	content jsonb not null,
	-- The version whose content was taken over; 0 is as declared.
	taken_from integer,
	made_by jsonb not null,
	made_at timestamptz not null,
	changed_at timestamptz not null,
	shared_at timestamptz,
	live_at timestamptz,
	ended_at timestamptz,
	-- Why it was stopped where nobody did it: what was counted.
	stopped_for jsonb,
	primary key (service, version)
);
create unique index service_settings_one on service_settings (service, state) where state in ('draft', 'shared', 'live');

-- How journeys of a version ended.
create index journeys_settings on journeys (service, settings_version, begun_at);
