-- The inbox: teams, tags and views by which conversations are sorted, who is there to take them, and what is said often.

create table teams (
	id uuid primary key,
	name text not null,
	-- Null: as the whole inbox does.
	assignment text check (assignment in ('by_hand', 'round_robin', 'least_load')),
	created_at timestamptz not null
);
create unique index teams_name on teams (lower(name));
create table team_members (
	team_id uuid not null references teams on delete cascade,
	member_id uuid not null references members on delete cascade,
	primary key (team_id, member_id)
);
create index team_members_member on team_members (member_id);

-- What a member says of themselves. Without a row: there, with the usual capacity, in any language.
create table inbox_members (
	member_id uuid primary key references members on delete cascade,
	available boolean not null,
	-- Since when they are away.
	away_since timestamptz,
	-- So many conversations at once are given to them; null: no limit.
	capacity integer check (capacity >= 0),
	langs text[] not null,
	-- Whoever was given one longest ago is next.
	given_at timestamptz
);
create index inbox_members_away on inbox_members (away_since) where not available;

alter table conversations add column team_id uuid references teams on delete set null;

create table tags (
	id uuid primary key,
	name text not null,
	colour text not null,
	created_at timestamptz not null
);
create unique index tags_name on tags (lower(name));
create table conversation_tags (
	conversation_id uuid not null references conversations on delete cascade,
	tag_id uuid not null references tags on delete cascade,
	primary key (conversation_id, tag_id)
);
create trigger living before insert on conversation_tags for each row execute function is_said_to_living();
create index conversation_tags_tag on conversation_tags (tag_id, conversation_id);

create table inbox_views (
	id uuid primary key,
	owner_id uuid not null,
	name text not null,
	is_shared boolean not null,
	filter jsonb not null,
	created_at timestamptz not null,
	unique (owner_id, name)
);
create index inbox_views_shared on inbox_views (created_at) where is_shared;

create table canned_replies (
	id uuid primary key,
	-- Null: everybody's.
	owner_id text,
	title text not null,
	shortcut text,
	folder text not null,
	-- By language.
	bodies jsonb not null,
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create unique index canned_replies_shortcut on canned_replies (coalesce(owner_id, ''), lower(shortcut))
	where shortcut is not null;

create table macros (
	id uuid primary key,
	owner_id text,
	title text not null,
	steps jsonb not null,
	created_at timestamptz not null,
	updated_at timestamptz not null
);

-- What was done to many at once, with how each was before, for whoever wants it undone.
create table inbox_acts (
	id uuid primary key,
	kind text not null,
	actor_id text not null,
	macro_id uuid references macros on delete set null,
	at timestamptz not null,
	undone_at timestamptz
);
create index inbox_acts_at on inbox_acts (at);
create table inbox_act_items (
	act_id uuid not null references inbox_acts on delete cascade,
	conversation_id uuid not null references conversations on delete cascade,
	before jsonb not null,
	after jsonb not null,
	primary key (act_id, conversation_id)
);
create trigger living before insert on inbox_act_items for each row execute function is_said_to_living();
create index inbox_act_items_conversation on inbox_act_items (conversation_id);

-- What waits for the team, in the orders in which it is read.
create index conversations_team on conversations (last_message_at desc, id desc) where status = 'open' and holder = 'team';
create index conversations_mine on conversations (assignee_id, last_message_at desc, id desc) where status = 'open' and holder = 'team';
create index conversations_of_team on conversations (team_id, last_message_at desc, id desc) where team_id is not null;
create index conversations_with_assistant on conversations (last_message_at desc, id desc) where status = 'open' and holder = 'assistant';
create index conversations_closed on conversations (last_message_at desc, id desc) where status = 'closed';
create index messages_mentions on messages using gin ((parts -> 'mentions')) where parts ? 'mentions';
