-- The foundation: facts (events), their readers, and the small tables every module leans on.

create table events (
	id uuid not null,
	name text not null,
	v smallint not null,
	subject_type text not null,
	subject_id uuid not null,
	seq integer not null,
	actor jsonb not null,
	customer_id uuid,
	channel text,
	lang text,
	at timestamptz not null,
	xid xid8 not null default pg_current_xact_id(),
	payload jsonb not null,
	primary key (id, at)
) partition by range (at);

create index events_subject on events (subject_type, subject_id, seq);
create index events_customer on events (customer_id, at) where customer_id is not null;
-- Readers go by commit horizon (xid), never by id alone: an open transaction may still add older ids.
create index events_xid on events (xid, id);
create index events_name_at on events (name, at);

-- Catches a row whose month has no partition yet, so that a missed job never loses a fact.
create table events_default partition of events default;

-- In UTC, so that months meet without overlap also after a restore on a server in another zone.
create function ensure_event_partition(month date) returns void language plpgsql set timezone to 'UTC' as $$
declare
	first date := date_trunc('month', month);
	part text := 'events_' || to_char(first, 'YYYY_MM');
begin
	-- Two processes that start at once would both make it.
	perform pg_advisory_xact_lock(7261917);
	if to_regclass(part) is not null then return; end if;
	execute format(
		'create table %I partition of events for values from (%L) to (%L)',
		part, first::timestamptz, (first + interval '1 month')::timestamptz
	);
exception when check_violation then
	-- Rows of this month have reached the default partition before: there they stay.
	null;
end $$;

-- The row lock on a subject makes its numbering gapless.
create table event_subjects (
	type text not null,
	id uuid not null,
	seq integer not null,
	primary key (type, id)
);

create table roll_cursors (
	subscriber text primary key,
	xid xid8 not null default '0',
	id uuid not null default '00000000-0000-0000-0000-000000000000'
);

-- One counter a topic, locked by the writing transaction: versions appear in commit order and without gaps.
create table refresh_topics (
	topic text primary key,
	version bigint not null
);

create table refresh_changes (
	topic text not null references refresh_topics,
	id uuid not null,
	version bigint not null,
	primary key (topic, id)
);
create index refresh_changes_version on refresh_changes (topic, version);

create table settings (
	key text primary key,
	value jsonb not null,
	updated_at timestamptz not null default now()
);

create table idempotency_keys (
	actor text not null,
	route text not null,
	key text not null,
	body_hash text not null,
	status smallint,
	reply jsonb,
	created_at timestamptz not null default now(),
	primary key (actor, route, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);

-- Counts of costly acts. Losing them in a crash is fine; writing them to the log would not be.
create unlogged table limits (
	bucket text not null,
	window_start timestamptz not null,
	count integer not null,
	primary key (bucket, window_start)
);

create table api_keys (
	id uuid primary key,
	name text not null,
	prefix text not null,
	hash bytea not null unique,
	scopes text[] not null,
	created_at timestamptz not null,
	last_used_at timestamptz,
	revoked_at timestamptz
);

create table customers (
	id uuid primary key,
	lang text,
	name text,
	created_at timestamptz not null,
	erased_at timestamptz
);

create table identities (
	id uuid primary key,
	customer_id uuid not null references customers,
	kind text not null check (kind in ('device', 'email', 'phone', 'channel')),
	value text not null,
	level text not null check (level in ('claimed', 'verified')),
	created_at timestamptz not null
);
create index identities_customer on identities (customer_id);
create index identities_value on identities (kind, value);
-- An address proves one person at a time.
create unique index identities_verified on identities (kind, value) where level = 'verified';

create table sessions (
	hash bytea primary key,
	customer_id uuid not null references customers,
	assurance text not null check (assurance in ('anonymous', 'claimed', 'verified')),
	created_at timestamptz not null,
	expires_at timestamptz not null
);
create index sessions_customer on sessions (customer_id);
create index sessions_expiry on sessions (expires_at);

create table files (
	id uuid primary key,
	name text not null,
	mime text not null,
	bytes bigint not null,
	sha256 text not null,
	storage_key text not null unique,
	variants jsonb not null default '[]',
	owner_type text,
	owner_id uuid,
	uploaded_by text not null,
	created_at timestamptz not null
);
create index files_owner on files (owner_type, owner_id);
create index files_unattached on files (created_at) where owner_id is null;

create table notifications (
	id uuid primary key,
	template text not null,
	lang text not null,
	channel text not null,
	recipient text not null,
	args jsonb not null,
	dedupe_key text unique,
	status text not null default 'pending' check (status in ('pending', 'sent', 'failed')),
	attempts integer not null default 0,
	last_error text,
	-- While a worker has it in hand nobody else takes it.
	claimed_until timestamptz,
	-- Still pending after this: its job was lost, or its channel was not set up. The clock then makes a new job.
	due_at timestamptz not null,
	created_at timestamptz not null,
	sent_at timestamptz
);
create index notifications_status on notifications (status, created_at);
create index notifications_due on notifications (due_at) where status = 'pending';
