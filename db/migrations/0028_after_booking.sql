-- Where to write and whom to ring about a visit: to an address of the customer, which they may take away.
alter table visits add column contact_identity_id uuid references identities on delete set null;
alter table visits add column phone text not null default '';
create index visits_contact on visits (contact_identity_id) where contact_identity_id is not null;

-- Addresses at which somebody's own calendar reads who is visited when. Whoever knows the token reads it: only its hash is kept.
create table calendar_feeds (
	id uuid primary key,
	worker_id uuid references workers on delete cascade,
	crew_id uuid references crews on delete cascade,
	token_hash bytea not null unique,
	created_at timestamptz not null,
	check (num_nonnulls(worker_id, crew_id) = 1)
);
create index calendar_feeds_worker on calendar_feeds (worker_id) where worker_id is not null;
create index calendar_feeds_crew on calendar_feeds (crew_id) where crew_id is not null;
