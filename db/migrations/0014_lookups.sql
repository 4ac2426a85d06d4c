-- Addresses are also looked up without a language, and mail to an address is counted at each conversation.
create index translations_slug_alone on translations (slug);
create index redirects_slug on redirects (slug);
create index notifications_recipient on notifications (recipient, created_at);
