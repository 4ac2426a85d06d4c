-- From which sites of the owner the widget has been loaded, so that the set-up can say that it works. A handful of rows: only origins that are allowed.
create table embed_sightings (
	origin text primary key,
	first_at timestamptz not null default now()
);
