-- What became of each conversation, told from facts alone: codes, times and counts, nothing that anybody wrote.
create table stories (
	conversation_id uuid primary key,
	opened_at timestamptz not null,
	last_at timestamptz not null,
	lang text not null default '',
	channel text not null default '',
	-- To whom they wrote first: the assistant or a person.
	begun text not null default 'assistant',
	-- How the assistant's first answer came out, and how many it gave.
	outcome text,
	answers integer not null default 0,
	-- The first hand-over: when, why, and after which article.
	handed_at timestamptz,
	reason text,
	article_id uuid,
	-- When a person first answered after it, and whether they gave it back to the assistant.
	replied_at timestamptz,
	returned boolean not null default false,
	closed_at timestamptz,
	colleague boolean not null default false,
	-- What the customer said of it in the end.
	solved boolean,
	reasons text[] not null default '{}'
);
create index stories_opened on stories (opened_at);

-- When people write, in quarters of an hour, since some clocks are that far apart.
create table quarterly_load (
	at timestamptz not null,
	lang text not null,
	channel text not null,
	messages integer not null default 0,
	handed integer not null default 0,
	primary key (at, lang, channel)
);
