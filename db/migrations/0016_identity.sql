-- Who somebody is: proofs by code, customers who turned out to be one person, and the keys of the host site.

alter table identities drop constraint identities_kind_check;
-- `external`: the id that the host site's own sign-in gives somebody.
alter table identities add constraint identities_kind_check check (kind in ('device', 'email', 'phone', 'channel', 'external'));
alter table identities add column verified_at timestamptz;
update identities set verified_at = created_at where level = 'verified';

-- One code an identity: the newest is the only one that counts.
create table identity_codes (
	identity_id uuid primary key references identities on delete cascade,
	customer_id uuid not null references customers,
	digest text not null,
	tries smallint not null default 0,
	created_at timestamptz not null,
	expires_at timestamptz not null
);
create index identity_codes_customer on identity_codes (customer_id);
create trigger living before insert on identity_codes for each row execute function belongs_to_living();

-- Rows keep the customer they were written with. That two are one person is a row here, and undoing it deletes the row.
create table customer_merges (
	id uuid primary key,
	-- Once each: what belongs to two would be undone by halves.
	from_id uuid not null unique references customers,
	into_id uuid not null references customers,
	why text not null check (why in ('code', 'link', 'host_token', 'staff')),
	-- Of a merge by the team: their reason in words.
	note text,
	identity_id uuid references identities on delete set null,
	actor jsonb not null,
	at timestamptz not null,
	check (from_id <> into_id)
);
create index customer_merges_into on customer_merges (into_id);
create index customer_merges_identity on customer_merges (identity_id) where identity_id is not null;

create function joins_the_living() returns trigger language plpgsql as $$
begin
	perform refuse_erased(new.from_id);
	perform refuse_erased(new.into_id);
	return new;
end $$;
create trigger living before insert on customer_merges for each row execute function joins_the_living();

-- With what the host site signs who its users are: secrets are sealed, public keys are not secret.
create table host_keys (
	id uuid primary key,
	alg text not null check (alg in ('HS256', 'RS256', 'ES256')),
	material text not null,
	created_at timestamptz not null,
	last_used_at timestamptz,
	revoked_at timestamptz
);

-- By name and by id people are found in the console.
create index customers_name on customers (lower(name) text_pattern_ops) where name is not null;

-- To change a customer and to erase one are two things now; whoever was given both with one scope keeps both.
update api_keys set scopes = scopes || 'customers:erase'::text where 'customers:write' = any (scopes);
