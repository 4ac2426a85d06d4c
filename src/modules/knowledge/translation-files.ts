import type { Actor } from '#core/access.ts';
import type { FilePolicy } from '#core/files/find-file.ts';
import type { Db } from '#core/db.ts';
import { canReadDrafts } from './policy.ts';
import './tables.ts';

/** A picture or manual is as public as the text it belongs to. */
export const translationFiles: FilePolicy = async (db: Db, actor: Actor, id: string) => {
	const row = await db.selectFrom('translations').select('status').where('id', '=', id).executeTakeFirst();
	if (row?.status === 'published') return 'public';
	return row && canReadDrafts(actor) ? 'private' : 'no';
};
