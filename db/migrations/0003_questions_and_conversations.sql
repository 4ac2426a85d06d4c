-- What customers asked, what they were shown, and what they said about one matter.

create table questions (
	id uuid primary key,
	customer_id uuid references customers,
	text text not null,
	lang text not null,
	asked_lang text,
	channel text not null,
	outcome text not null check (outcome in ('answer', 'choices', 'service', 'unsure')),
	confidence real not null,
	shown jsonb not null,
	answer jsonb,
	conversation_id uuid,
	at timestamptz not null
);
create index questions_at on questions (at desc, id desc);
create index questions_outcome on questions (outcome, at desc);
create index questions_customer on questions (customer_id, at desc);

create table ratings (
	id uuid primary key,
	question_id uuid references questions on delete cascade,
	translation_id uuid references translations on delete cascade,
	customer_id uuid not null references customers,
	solved boolean not null,
	missing text,
	at timestamptz not null,
	check (num_nonnulls(question_id, translation_id) = 1)
);
-- One person, one opinion a thing: a second click changes the first.
create unique index ratings_question on ratings (question_id, customer_id) where question_id is not null;
create unique index ratings_translation on ratings (translation_id, customer_id) where translation_id is not null;

create table conversations (
	id uuid primary key,
	customer_id uuid not null references customers,
	subject text not null,
	status text not null check (status in ('open', 'closed')),
	lang text not null,
	channel text not null,
	context jsonb not null default '{}',
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create index conversations_updated on conversations (updated_at desc, id desc);
create index conversations_customer on conversations (customer_id, updated_at desc);

create table messages (
	id uuid primary key,
	conversation_id uuid not null references conversations on delete cascade,
	author text not null check (author in ('customer', 'assistant', 'agent', 'system')),
	text text not null,
	at timestamptz not null
);
create index messages_conversation on messages (conversation_id, id);

alter table questions add foreign key (conversation_id) references conversations on delete set null;
