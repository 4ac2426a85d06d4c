-- Calendars elsewhere that tell when somebody is busy. The address is a secret of its owner, so it is sealed.
create table busy_sources (
	id uuid primary key,
	worker_id uuid not null references workers on delete cascade,
	-- For people to know it by; the address itself is not shown again.
	host text not null,
	url_sealed text not null,
	created_at timestamptz not null,
	-- When it last told; until then, and since it last failed, what it told before holds.
	fetched_at timestamptz,
	-- Why it could not be read, as a code; null when it could.
	fault text
);
create index busy_sources_worker on busy_sources (worker_id);

alter table busy_times add column source_id uuid references busy_sources on delete cascade;
create index busy_times_source on busy_times (source_id) where source_id is not null;
