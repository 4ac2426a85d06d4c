-- Knowledge: collections, articles with a translation per language, their versions and attachments.

create table collections (
	id uuid primary key,
	external_id text not null unique,
	parent_id uuid references collections,
	position integer not null default 0,
	created_at timestamptz not null
);

create table collection_texts (
	collection_id uuid not null references collections on delete cascade,
	lang text not null,
	title text not null,
	description text not null default '',
	primary key (collection_id, lang)
);

create table articles (
	id uuid primary key,
	external_id text not null unique,
	collection_id uuid references collections on delete set null,
	position integer not null default 0,
	created_at timestamptz not null
);
create index articles_collection on articles (collection_id, position);

create table translations (
	id uuid primary key,
	article_id uuid not null references articles on delete cascade,
	lang text not null,
	slug text not null,
	title text not null,
	status text not null check (status in ('draft', 'published', 'archived')),
	body jsonb not null,
	questions jsonb not null default '[]',
	version integer not null,
	-- How the newest version came about: an import must not overwrite what a person wrote since.
	source text not null check (source in ('import', 'staff')),
	content_hash text not null,
	-- The source's block ids and hashes at the time of translating, to show what changed since.
	source_blocks jsonb,
	-- What is being written over a published text, until it is published itself: {title, slug, body, questions, source, actor, at}.
	draft jsonb,
	checked_at date,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	published_at timestamptz,
	unique (article_id, lang)
);
create unique index translations_slug on translations (lang, slug);
create index translations_status on translations (status, updated_at);

create table translation_versions (
	translation_id uuid not null references translations on delete cascade,
	version integer not null,
	status text not null,
	slug text not null,
	title text not null,
	body jsonb not null,
	questions jsonb not null,
	source text not null,
	actor jsonb not null,
	at timestamptz not null,
	primary key (translation_id, version)
);

create table redirects (
	lang text not null,
	slug text not null,
	translation_id uuid not null references translations on delete cascade,
	created_at timestamptz not null,
	primary key (lang, slug)
);
create index redirects_translation on redirects (translation_id);

create table attachments (
	translation_id uuid not null references translations on delete cascade,
	file_id uuid not null references files,
	title text not null,
	edition text not null default '',
	position integer not null default 0,
	primary key (translation_id, file_id)
);
