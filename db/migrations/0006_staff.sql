-- The people on the team, how they sign in, and the one-time links by which they come.

create table members (
	id uuid primary key,
	name text not null,
	-- In small letters. Of somebody who left it is blank but for the id: the address is free again.
	email text not null unique,
	email_verified boolean not null default true,
	image text,
	role text not null check (role in ('owner', 'editor', 'agent', 'viewer')),
	two_factor_enabled boolean not null default false,
	-- Of the console; null goes by the browser.
	lang text,
	invited_by uuid references members on delete set null,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	-- Null: invited and not yet here.
	joined_at timestamptz,
	removed_at timestamptz
);

-- A way of signing in: a password (`credential`), or an account elsewhere.
create table member_accounts (
	id uuid primary key,
	member_id uuid not null references members on delete cascade,
	provider_id text not null,
	account_id text not null,
	password text,
	access_token text,
	refresh_token text,
	id_token text,
	access_token_expires_at timestamptz,
	refresh_token_expires_at timestamptz,
	scope text,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	unique (provider_id, account_id)
);
create index member_accounts_member on member_accounts (member_id);

create table member_sessions (
	id uuid primary key,
	member_id uuid not null references members on delete cascade,
	token text not null unique,
	ip_address text,
	user_agent text,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	expires_at timestamptz not null
);
create index member_sessions_member on member_sessions (member_id);
create index member_sessions_expiry on member_sessions (expires_at);

-- What waits for a second step of signing in: challenges, states, trusted devices.
create table member_verifications (
	id uuid primary key,
	identifier text not null,
	value text not null,
	expires_at timestamptz not null,
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create index member_verifications_identifier on member_verifications (identifier);

create table member_two_factors (
	id uuid primary key,
	member_id uuid not null references members on delete cascade,
	-- Both sealed with the installation's secret.
	secret text not null,
	backup_codes text not null,
	verified boolean not null default true,
	failed_verification_count integer not null default 0,
	locked_until timestamptz
);
create index member_two_factors_member on member_two_factors (member_id);

create table member_passkeys (
	id uuid primary key,
	member_id uuid not null references members on delete cascade,
	name text,
	public_key text not null,
	credential_id text not null unique,
	counter integer not null,
	device_type text not null,
	backed_up boolean not null,
	transports text,
	aaguid text,
	created_at timestamptz
);
create index member_passkeys_member on member_passkeys (member_id);

-- A link that works once. Without a member it makes the first owner.
create table member_links (
	hash bytea primary key,
	member_id uuid references members on delete cascade,
	created_at timestamptz not null,
	expires_at timestamptz not null
);
create index member_links_member on member_links (member_id);

-- The audit log: what others than customers did, newest first, all or of one of them.
create index events_audit on events (id desc) where actor->>'kind' in ('staff', 'key', 'system');
create index events_actor on events ((actor->>'id'), id desc) where actor->>'kind' in ('staff', 'key', 'system');
