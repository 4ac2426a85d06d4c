-- Questions whose right answer is known, and what they were answered each time they were asked.

create table test_sets (
	id uuid primary key,
	name text not null,
	-- Is asked before anything is published.
	guards boolean not null default false,
	created_at timestamptz not null,
	removed_at timestamptz
);
create unique index test_sets_name on test_sets (lower(name)) where removed_at is null;

create table test_questions (
	id uuid primary key,
	set_id uuid not null references test_sets on delete cascade,
	text text not null,
	lang text not null,
	expected text not null check (expected in ('answer', 'found', 'unsure')),
	-- No foreign key: where the article is gone the test fails and says so.
	article_id uuid,
	-- The question of the log it is a copy of, and whose words it holds therefore.
	question_id uuid references questions on delete set null,
	customer_id uuid references customers on delete cascade,
	created_at timestamptz not null,
	removed_at timestamptz,
	check ((expected = 'unsure') = (article_id is null))
);
create unique index test_questions_once on test_questions (set_id, lang, md5(text)) where removed_at is null;
create index test_questions_list on test_questions (set_id, id desc) where removed_at is null;
create index test_questions_question on test_questions (question_id) where question_id is not null;
create index test_questions_customer on test_questions (customer_id) where customer_id is not null;
create trigger living before insert on test_questions for each row when (new.customer_id is not null) execute function belongs_to_living();

create table test_runs (
	id uuid primary key,
	set_id uuid not null references test_sets on delete cascade,
	against text not null check (against in ('live', 'drafts')),
	-- Of a run against drafts: what is about to be published, or null for all that waits.
	batch jsonb,
	state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
	-- What was published when it began, and how many of the waiting texts were tried out.
	content_version integer,
	tried integer,
	waiting integer,
	total integer not null,
	done integer not null default 0,
	passed integer not null default 0,
	-- Of a run against drafts: pass live and fail with the drafts, and the other way round.
	broken integer not null default 0,
	mended integer not null default 0,
	actor jsonb not null,
	cancel_asked_at timestamptz,
	claimed_until timestamptz,
	attempts integer not null default 0,
	created_at timestamptz not null,
	finished_at timestamptz
);
create index test_runs_set on test_runs (set_id, id desc);
create index test_runs_open on test_runs (created_at) where state in ('waiting', 'running');

-- Each question as it read when it was asked: what is changed later must not falsify old runs.
create table test_results (
	run_id uuid not null references test_runs on delete cascade,
	question_id uuid not null,
	customer_id uuid references customers on delete cascade,
	text text not null,
	lang text not null,
	expected text not null,
	article_id uuid,
	outcome text not null,
	first_id uuid,
	confidence real not null,
	passed boolean not null,
	-- Of a run against drafts: what was answered without them.
	live_outcome text,
	live_first_id uuid,
	live_confidence real,
	live_passed boolean,
	primary key (run_id, question_id)
);
create index test_results_list on test_results (run_id, passed, question_id);
create index test_results_customer on test_results (customer_id) where customer_id is not null;
create trigger living before insert on test_results for each row when (new.customer_id is not null) execute function belongs_to_living();
