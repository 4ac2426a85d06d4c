-- How an answer came about, and what passages mean as vectors.

alter table questions
	-- Word for word from the article, or written by a model and checked; null where there was no answer.
	add column worded text check (worded in ('extract', 'model')),
	-- Sentences of the model that did not pass the check.
	add column dropped integer not null default 0;
update questions set worded = 'extract' where answer is not null;

-- One row a translation: its passages in order, as the model named read them. Passages are told by the hash of their text, so that a change
-- of one does not cost the others again.
create table translation_vectors (
	translation_id uuid primary key references translations on delete cascade,
	model text not null,
	content_hash text not null,
	passage_hashes text[] not null,
	-- The passages' vectors one after the other, each of `dimensions` signed bytes, in proportion to its largest (127).
	dimensions integer not null,
	vectors bytea not null
);
