-- Organising: what a team does with many articles at once, and what it is told of them.

-- An article in the trash. Its translations are archived meanwhile, so that whatever shows what is published shows none of it.
create table trashings (
	article_id uuid primary key references articles on delete cascade,
	-- What each translation was, by its id.
	statuses jsonb not null,
	actor jsonb not null,
	at timestamptz not null
);
create index trashings_at on trashings (at);

-- Whoever publishes meanwhile (a schedule, an import, an editor in another window) is refused with a state of our own that core/errors
-- knows. After the row is written, when its foreign key has waited for whoever holds the article.
create function refuse_trashed() returns trigger language plpgsql as $$
begin
	if exists (select from trashings where article_id = new.article_id) then
		raise exception 'This article is in the trash.' using errcode = 'SN409';
	end if;
	return null;
end $$;

create trigger trash after insert or update of status on translations
	for each row when (new.status = 'published') execute function refuse_trashed();

-- Lists of ten thousand articles read this instead of the rows, which hold the texts.
create index translations_overview on translations (article_id, lang) include (id, status, source, version, updated_at, title);
create index drafts_open on drafts (translation_id) include (title, written_at, publish_at) where discarded_at is null;
create index articles_owner on articles (owner_id) where owner_id is not null;

-- What was read out of a translation and its working copy as they were at a revision. The vectors lie beside the rows, which are then read by the
-- thousand.
create table translation_facts (
	translation_id uuid primary key references translations on delete cascade,
	revision integer not null,
	title_terms tsvector not null,
	-- Of title, questions and text.
	terms tsvector not null,
	anchors text[] not null,
	-- Of its pictures without a description the blocks' ids and addresses: [{block, src}].
	bare_images jsonb not null
) with (toast_tuple_target = 128);
create index translation_facts_titles on translation_facts using gin (title_terms);
create index translation_facts_terms on translation_facts using gin (terms);

-- Titles are worth 2, other places 1. No rank is computed of the vectors, and they must never be read one by one, as the planner would for a letter that
-- stands in each: both indexes say all in milliseconds.
create function found_in_facts(query tsquery) returns table (translation_id uuid, place integer) language sql stable set enable_seqscan to off as $$
	select translation_id, max(place) from (
		select translation_id, 2 as place from translation_facts where title_terms @@ query
		union all select translation_id, 1 from translation_facts where terms @@ query
	) found group by translation_id
$$;
create index translation_facts_bare on translation_facts (translation_id) where bare_images <> '[]';

-- Every address a text names. `target` is an article's external id or slug, or a file's id.
create table translation_links (
	translation_id uuid not null references translations on delete cascade,
	position integer not null,
	block text not null,
	kind text not null check (kind in ('article', 'page', 'file', 'anchor', 'external')),
	address text not null,
	target text not null,
	anchor text not null,
	primary key (translation_id, position)
);

-- The parts of a text by which others are found that say the same: its title, its questions, its passages.
create table translation_parts (
	translation_id uuid not null references translations on delete cascade,
	part text not null,
	lang text not null,
	-- Beside the title, of the whole text: whether it was compared as it stands.
	text_hash text,
	-- Parts that share one of these are worth comparing.
	bands bigint[] not null,
	primary key (translation_id, part)
);
create index translation_parts_bands on translation_parts using gin (bands);

create table translation_twins (
	first_id uuid not null references translations on delete cascade,
	first_part text not null,
	second_id uuid not null references translations on delete cascade,
	second_part text not null,
	similarity real not null,
	shared text not null,
	primary key (first_id, first_part, second_id, second_part)
);
create index translation_twins_second on translation_twins (second_id);
create index translation_twins_similarity on translation_twins (similarity desc, first_id);

create table saved_views (
	id uuid primary key,
	-- A member, or a key.
	owner_id uuid not null,
	name text not null,
	is_shared boolean not null,
	filter jsonb not null,
	created_at timestamptz not null,
	unique (owner_id, name)
);

-- What was done to many at once, and how each stood before and after, so that it can be undone.
create table knowledge_acts (
	id uuid primary key,
	kind text not null,
	actor jsonb not null,
	at timestamptz not null,
	undone_at timestamptz,
	undone_by jsonb
);
create index knowledge_acts_at on knowledge_acts (at);

create table knowledge_act_items (
	act_id uuid not null references knowledge_acts on delete cascade,
	subject_id uuid not null,
	before jsonb not null,
	after jsonb not null,
	primary key (act_id, subject_id)
);

-- Imports and exports. The file that came or was made is `storage_key`.
create table knowledge_jobs (
	id uuid primary key,
	kind text not null check (kind in ('import', 'export')),
	state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
	name text not null,
	lang text not null,
	is_dry_run boolean not null default false,
	storage_key text,
	bytes bigint,
	done integer not null default 0,
	total integer,
	report jsonb not null default '{}',
	-- Who began it, with what they may do.
	actor jsonb not null,
	cancel_asked_at timestamptz,
	-- While a worker has it in hand nobody else takes it; when that is over the worker has died.
	claimed_until timestamptz,
	attempts integer not null default 0,
	created_at timestamptz not null,
	finished_at timestamptz
);
create index knowledge_jobs_created on knowledge_jobs (created_at desc, id desc);
create index knowledge_jobs_open on knowledge_jobs (created_at) where state in ('waiting', 'running');
