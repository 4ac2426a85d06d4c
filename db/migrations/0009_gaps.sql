-- The question log that can be searched, what it says is missing, and the words an owner teaches the search.

create table taught_words (
	id uuid primary key,
	-- A base language: both Chinese scripts share their words.
	lang text not null,
	kind text not null check (kind in ('synonym', 'stop')),
	phrase text not null,
	means text not null default '',
	both_ways boolean not null default false,
	created_at timestamptz not null,
	check ((kind = 'stop') = (means = ''))
);
create unique index taught_words_once on taught_words (lang, kind, phrase, means);

-- Any mix of filters is answered from this one index, newest first; the next two are for what hardly occurs.
create index questions_log on questions (id desc) include (outcome, lang, channel);
create index questions_lang on questions (lang, id desc);
create index questions_channel on questions (channel, id desc);
create index ratings_solved on ratings (solved, question_id desc) where question_id is not null;

-- The words of each question, as core/text reads them. Beside the log, so that asking does not wait for it.
create table question_search (
	question_id uuid primary key references questions on delete cascade,
	words tsvector not null
);
create index question_search_words on question_search using gin (words) with (fastupdate = off);

-- Somebody said which article answers a question.
create table question_articles (
	question_id uuid primary key references questions on delete cascade,
	article_id uuid not null references articles on delete cascade,
	translation_id uuid not null references translations on delete cascade,
	-- What was added to the article's example questions; empty where it was there, or where whoever asked was erased.
	example text not null,
	by_member text not null,
	at timestamptz not null
);
create index question_articles_article on question_articles (article_id);

-- What is asked and not answered, in groups.
create table gaps (
	id uuid primary key,
	status text not null check (status in ('open', 'drafted', 'closed', 'dismissed')),
	-- Where a dismissal or a closure leads back to.
	status_before text check (status_before in ('open', 'drafted', 'closed')),
	-- What was written to close it.
	article_id uuid references articles on delete set null,
	-- Merged by hand into this one, or, read to the end, into the last of a chain.
	merged_into uuid references gaps,
	root_id uuid not null references gaps,
	-- Split by hand from this one.
	split_from uuid references gaps on delete set null,
	-- Of a root: its most typical question, and what it counts with all that was merged into it.
	typical_id uuid references questions on delete set null,
	lang text not null,
	customers integer not null default 0,
	questions integer not null default 0,
	answered integer not null default 0,
	last_at timestamptz not null,
	created_at timestamptz not null,
	changed_at timestamptz not null
);
create index gaps_list on gaps (status, customers desc, last_at desc, id desc) where root_id = id;
create index gaps_root on gaps (root_id);
create index gaps_article on gaps (article_id) where article_id is not null;

create table gap_questions (
	question_id uuid primary key references questions on delete cascade,
	gap_id uuid not null references gaps,
	-- Where a split took it from.
	split_from uuid references gaps on delete set null,
	why text not null check (why in ('unsure', 'rated')),
	-- Numbers that stand for its telling words, and the first two articles it was shown.
	features integer[] not null,
	articles uuid[] not null,
	-- Since when a replay finds the right article for it.
	answered_at timestamptz,
	at timestamptz not null
);
create index gap_questions_gap on gap_questions (gap_id, question_id desc);
create index gap_questions_features on gap_questions using gin (features) with (fastupdate = off);
create index gap_questions_articles on gap_questions using gin (articles) with (fastupdate = off);

-- In how many questions of gaps a word stands. Numbers, not words: nobody can be told by them.
create table gap_features (
	feature integer primary key,
	questions integer not null
);
