-- Conversations that go on: numbered changes, who speaks for the business, and hand-overs with their packets.

alter table conversations
	-- Of everything in it that somebody may see, without gaps, under the lock of this row: who has seen version n has missed nothing before it.
	add column version integer not null default 0,
	-- Who speaks for the business now.
	add column holder text not null default 'team' check (holder in ('assistant', 'team')),
	add column assignee_id uuid references members on delete set null,
	-- Since when the customer waits for the team.
	add column waiting_since timestamptz,
	-- Since when the assistant owes an answer, and until when somebody is working on it.
	add column owes_answer_at timestamptz,
	add column turn_until timestamptz,
	-- What was said before belongs to another matter, which the assistant leaves alone.
	add column matter_from timestamptz,
	add column last_message_at timestamptz,
	add column customer_got_id uuid,
	add column customer_read_id uuid,
	add column team_read_id uuid,
	add column closed_at timestamptz,
	add column snoozed_until timestamptz,
	-- The matter that this one goes on with.
	add column follows_id uuid references conversations on delete set null;

update conversations c set
	matter_from = created_at,
	waiting_since = case when status = 'open' then created_at end,
	closed_at = case when status = 'closed' then updated_at end,
	last_message_at = coalesce((select max(at) from messages m where m.conversation_id = c.id), created_at);
alter table conversations
	alter column matter_from set not null,
	alter column last_message_at set not null;
create index conversations_owing on conversations (owes_answer_at) where owes_answer_at is not null;
create index conversations_waiting on conversations (waiting_since, id) where waiting_since is not null;
create index conversations_assignee on conversations (assignee_id, last_message_at desc) where assignee_id is not null;
create index conversations_last on conversations (last_message_at desc, id desc);
create index conversations_snoozed on conversations (snoozed_until) where snoozed_until is not null;

alter table messages
	add column kind text not null default 'message' check (kind in ('message', 'note', 'notice')),
	-- The conversation's, when this message last changed.
	add column version integer not null default 0,
	add column member_id uuid references members on delete set null,
	-- What the writer's own program calls it: sent again, it is the same message.
	add column client_id text,
	-- Citations, choices, the code of a notice.
	add column parts jsonb not null default '{}',
	add column edited_at timestamptz,
	add column withdrawn_at timestamptz,
	-- An answer that a later one stands for: the customer had not finished.
	add column superseded boolean not null default false;
create unique index messages_client on messages (conversation_id, client_id) where client_id is not null;
create index messages_version on messages (conversation_id, version);

-- A conversation that was merged into another stays as it was written; reads follow this row, and taking it away undoes the merge.
create table conversation_merges (
	conversation_id uuid primary key references conversations on delete cascade,
	into_id uuid not null references conversations on delete cascade,
	merged_by jsonb not null,
	at timestamptz not null,
	check (conversation_id <> into_id)
);
create index conversation_merges_into on conversation_merges (into_id);
create trigger living before insert on conversation_merges for each row execute function is_said_to_living();

-- A person takes over: what travels along (`packet`), and what became of it.
create table handoffs (
	id uuid primary key,
	conversation_id uuid not null references conversations on delete cascade,
	reason text not null,
	packet jsonb not null,
	state text not null check (state in ('waiting', 'taken', 'returned', 'closed')),
	created_at timestamptz not null,
	taken_at timestamptz,
	taken_by uuid references members on delete set null,
	ended_at timestamptz,
	-- What the team tells the assistant on giving the conversation back.
	note text not null default ''
);
create index handoffs_conversation on handoffs (conversation_id, created_at desc);
-- A person is asked for once at a time.
create unique index handoffs_open on handoffs (conversation_id) where state in ('waiting', 'taken');
create trigger living before insert on handoffs for each row execute function is_said_to_living();

-- What a conversation is about elsewhere: an order, a booking, a machine.
create table conversation_links (
	id uuid primary key,
	conversation_id uuid not null references conversations on delete cascade,
	type text not null,
	ref text not null,
	label text not null,
	url text,
	at timestamptz not null,
	unique (conversation_id, type, ref)
);
create trigger living before insert on conversation_links for each row execute function is_said_to_living();

-- Made for its visitors by somebody with a key, who answers for them: not counted by the address they all seem to come from.
alter table sessions add column vouched boolean not null default false;
