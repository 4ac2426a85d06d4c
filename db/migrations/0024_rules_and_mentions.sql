-- What promises are ruled by: the tags of a conversation, and the groups of a customer.

alter table customers add column groups text[] not null default '{}';

-- Until now topics were words that fitted nothing. Where a tag is called so, it is meant; a rule with a word that no tag is called fits nothing on, and says so by being off.
update promise_rules r set
	active = r.active and not exists (
		select from unnest(r.topics) topic where not exists (select from tags t where lower(t.name) = lower(topic) or t.id::text = topic)
	),
	topics = array(
		select distinct t.id::text from tags t join unnest(r.topics) topic on lower(t.name) = lower(topic) or t.id::text = topic
	)
where r.topics <> '{}';

-- Members who are named in a note, and when they looked at it: who did not soon is written to. Goes with the note.
create table mentions (
	message_id uuid not null references messages on delete cascade,
	member_id uuid not null references members on delete cascade,
	seen_at timestamptz,
	primary key (message_id, member_id)
);
create index mentions_unseen on mentions (member_id) where seen_at is null;

alter table members add column mention_mails boolean not null default true;
