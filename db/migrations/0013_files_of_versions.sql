-- What an undo and an import need to know of files.

-- Of working copies, whose downloads are their own; null: those that there are now.
alter table translation_versions add column attachments jsonb;

-- Of a picture from which something was taken out before it was kept: the digest of what came, by which an import knows it again.
alter table files add column came_sha256 text;
