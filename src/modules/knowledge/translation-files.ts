import { sql } from 'kysely';
import type { FilePolicy } from '#core/files/find-file.ts';
import { canReadDrafts } from './policy.ts';
import './tables.ts';

/**
 * A picture or manual is as public as the texts that show it: its own translation's, or that of another language made from it. What only a working
 * copy or a waiting import shows is the team's.
 */
export const translationFiles: FilePolicy = async (db, actor, { id, owner_id }) => {
	const row = await db
		.selectFrom('translations as own')
		.innerJoin('translations as t', 't.article_id', 'own.article_id')
		.leftJoin('attachments as a', (join) => join.onRef('a.translation_id', '=', 't.id').on('a.file_id', '=', id))
		.select(
			sql<
				boolean | null
			>`bool_or(t.status = 'published' and (a.file_id is not null or strpos(t.body::text, ${id}) > 0))`.as('is_shown'),
		)
		.where('own.id', '=', owner_id)
		.executeTakeFirst();
	if (row?.is_shown) return 'public';
	return canReadDrafts(actor) ? 'private' : 'no';
};
