-- Everything said can be searched, and what agents asked again is known.

-- The words of a message as core/text reads them; null where they were not read yet, as of messages older than this column.
alter table messages add column words tsvector;
create index messages_words on messages using gin (words) with (fastupdate = off);
create index messages_unread_words on messages (id) where words is null;

-- People are looked for by how their address begins, and by any part of their name.
create index identities_beginning on identities (value text_pattern_ops);
create index customers_called on customers using gin (to_tsvector('simple', name)) where name is not null;
-- By what people call a conversation: see reference.ts.
create index conversations_reference on conversations (right(id::text, 8));
