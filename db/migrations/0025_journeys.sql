-- A customer's run through a service: answers only. The next question is computed from them, so that any channel can go on.

create table journeys (
	id uuid primary key,
	service text not null,
	-- Of the service as the answers were last checked against it.
	service_version integer not null,
	settings_version integer,
	customer_id uuid not null references customers,
	-- With whom somebody without a session goes on with it.
	code text not null unique,
	state text not null default 'open' check (state in ('open', 'with_team', 'pending', 'done', 'undone', 'failed', 'stopped', 'expired')),
	channel text not null,
	lang text not null,
	zone text not null,
	-- By name: {value, by, channel, at}.
	answers jsonb not null default '{}',
	-- Said along the way, and not used up yet.
	heard jsonb not null default '[]',
	-- What was last offered to choose from, so that "2" means what was seen.
	shown jsonb,
	-- How sure its customer has been seen to be who they are.
	proven text not null default 'anonymous' check (proven in ('anonymous', 'claimed', 'verified')),
	result jsonb,
	-- Where to write if it is not finished; only for whoever asked for that.
	remind_email text,
	-- Since when it is known that it was left unfinished.
	noticed_at timestamptz,
	begun_at timestamptz not null,
	updated_at timestamptz not null,
	done_at timestamptz,
	undo_until timestamptz,
	-- What waits for the world outside.
	asked_outside_at timestamptz
);
create index journeys_customer on journeys (customer_id, updated_at desc);
create index journeys_service on journeys (service, begun_at);
create index journeys_open on journeys (updated_at) where state = 'open';
create index journeys_pending on journeys (asked_outside_at) where state = 'pending';

create trigger living before insert on journeys for each row execute function belongs_to_living();

-- Whoever came with the code goes on with it as well.
create table journey_holders (
	journey_id uuid not null references journeys on delete cascade,
	customer_id uuid not null references customers,
	at timestamptz not null,
	primary key (journey_id, customer_id)
);
create index journey_holders_customer on journey_holders (customer_id);
create trigger living before insert on journey_holders for each row execute function belongs_to_living();

-- What is being done in a conversation right now.
alter table conversations add column journey_id uuid references journeys on delete set null;
create index conversations_journey on conversations (journey_id) where journey_id is not null;
