import { sql } from 'kysely';
import type { FilePolicy } from '#core/files/find-file.ts';
import type { Doc } from './body/types.ts';
import { filesNamedIn } from './import-files.ts';
import { canReadDrafts } from './policy.ts';
import './tables.ts';

/** A picture or manual is as public as the text it belongs to. Where a draft waits over a published text, some belong to the draft alone. */
export const translationFiles: FilePolicy = async (db, actor, { id, owner_id }) => {
	const row = await db
		.selectFrom('translations as t')
		.leftJoin('attachments as a', (join) => join.onRef('a.translation_id', '=', 't.id').on('a.file_id', '=', id))
		.select(['t.status', 'a.file_id as download'])
		.select(sql<Doc | null>`case when t.draft is not null then t.body end`.as('beside_draft'))
		.where('t.id', '=', owner_id)
		.executeTakeFirst();
	if (!row) return 'no';
	const isRead =
		!row.beside_draft || row.download === id || filesNamedIn(JSON.stringify(row.beside_draft)).includes(id);
	if (row.status === 'published' && isRead) return 'public';
	return canReadDrafts(actor) ? 'private' : 'no';
};
