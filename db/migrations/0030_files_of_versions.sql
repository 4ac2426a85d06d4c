-- What an undo and an import need to know of files.

-- Of working copies, whose downloads are their own; null: those that there are now.
alter table translation_versions add column attachments jsonb;
