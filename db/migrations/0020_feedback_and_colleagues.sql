-- Whether it was solved, said once a matter; and questions the assistant puts to a colleague while it keeps the conversation.

create table conversation_feedback (
	id uuid primary key,
	conversation_id uuid not null references conversations on delete cascade,
	-- The matter it is about: a conversation opened again can be judged again.
	matter_from timestamptz not null,
	-- Null: asked, and not wanted.
	solved boolean,
	-- By step of the path: how the answers, the hand-over, the person were.
	steps jsonb not null default '{}',
	reasons text[] not null default '{}',
	text text not null default '',
	at timestamptz not null,
	unique (conversation_id, matter_from)
);
create trigger living before insert on conversation_feedback for each row execute function is_said_to_living();

create table colleague_questions (
	id uuid primary key,
	conversation_id uuid not null references conversations on delete cascade,
	-- Of the log: what the customer asked.
	question_id uuid references questions on delete set null,
	text text not null,
	-- Articles that may answer it, to choose from.
	options jsonb not null default '[]',
	state text not null check (state in ('waiting', 'answered', 'expired')),
	answer text not null default '',
	article_id uuid references articles on delete set null,
	answered_by uuid references members on delete set null,
	asked_at timestamptz not null,
	expires_at timestamptz not null,
	answered_at timestamptz
);
create unique index colleague_questions_waiting on colleague_questions (conversation_id) where state = 'waiting';
create index colleague_questions_due on colleague_questions (expires_at) where state = 'waiting';
create trigger living before insert on colleague_questions for each row execute function is_said_to_living();
