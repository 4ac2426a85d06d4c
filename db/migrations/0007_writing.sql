-- Writing: working copies beside what is published, who has what open, and who answers for an article.

alter table translations
	-- Grows with every change of the text that an editor shows: saves, versions, what is taken back. Never starts again, so that an old one is always known.
	add column revision integer not null default 1,
	-- What the last import that had to wait brought: the same text is not brought twice.
	add column import_hash text;
comment on column translations.version is 'Of the text in this row; 0 while nothing but a working copy was ever written.';
comment on column translations.source_blocks is 'Of each paragraph of the source, what it was when this translation was last brought up to date: {id: {hash, version}}.';

-- A working copy that was written over or left behind, kept in the history; the others stood in `translations`.
alter table translation_versions add column is_working_copy boolean not null default false;

create table drafts (
	translation_id uuid primary key references translations on delete cascade,
	-- The version that was there when it was last saved.
	based_on integer not null,
	title text not null,
	-- Null: made from the title when it is first published, and left alone after that.
	slug text,
	body jsonb not null,
	questions jsonb not null,
	attachments jsonb not null,
	content_hash text not null,
	written_by jsonb not null,
	written_at timestamptz not null,
	publish_at timestamptz,
	scheduled_by jsonb,
	-- Why it could not be published at that time: {code, detail, errors, at}.
	publish_problem jsonb,
	discarded_at timestamptz,
	discarded_by jsonb
);
create index drafts_due on drafts (publish_at) where publish_at is not null;
create index drafts_discarded on drafts (discarded_at) where discarded_at is not null;

-- Who has what open just now. Losing it in a crash is fine: it is written again within seconds.
create unlogged table presences (
	article_id uuid not null,
	person text not null,
	tab text not null,
	lang text not null,
	place text not null,
	block text,
	seen_at timestamptz not null,
	primary key (article_id, person, tab)
);
create index presences_seen on presences (seen_at);

alter table articles
	-- The member who answers for it.
	add column owner_id uuid,
	add column review_by date,
	add column review_days integer check (review_days between 1 and 3650),
	-- The review date of which the owner was told.
	add column reminded_for date;
create index articles_review on articles (review_by) where review_by is not null;
