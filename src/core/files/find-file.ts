import type { Selectable } from 'kysely';
import type { Actor } from '../access.ts';
import type { Db, Tables } from '../db.ts';
import { problem } from '../errors.ts';
import { isId } from '../ids.ts';
import '../tables.ts';
import { uploadersOf } from './store-file.ts';

/** Whether the owner's row lets this actor read a file of its own: everybody may, they may, or not. */
export type FilePolicy = (
	db: Db,
	actor: Actor,
	file: { id: string; owner_id: string },
) => Promise<'public' | 'private' | 'no'>;
/** One a kind of owner (`files.owner_type`); a kind without one shows its files to nobody. */
export type FilePolicies = Readonly<Record<string, FilePolicy>>;

export type Found = { file: Selectable<Tables['files']>; isPublic: boolean };

/** A file this actor may read now: the owner is asked every time. Throws `not_found` otherwise, which does not tell that there is one. */
export async function findFile(db: Db, policies: FilePolicies, actor: Actor, id: string): Promise<Found> {
	const file = isId(id) ? await db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
	const access = file && (await accessTo(db, policies, actor, file));
	if (!file || !access || access === 'no') throw problem('not_found', { detail: 'There is no such file.' });
	return { file, isPublic: access === 'public' };
}

async function accessTo(db: Db, policies: FilePolicies, actor: Actor, file: Selectable<Tables['files']>) {
	const { id, owner_type, owner_id } = file;
	if (owner_type && owner_id) return policies[owner_type]?.(db, actor, { id, owner_id });
	return uploadersOf(actor).includes(file.uploaded_by) ? 'private' : 'no';
}
