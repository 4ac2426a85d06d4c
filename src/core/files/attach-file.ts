import { sql } from 'kysely';
import type { Actor } from '../access.ts';
import type { Tx } from '../db.ts';
import { problem } from '../errors.ts';
import '../tables.ts';
import { uploadersOf } from './store-file.ts';

type FileOwner = { type: string; id: string };

/**
 * Gives an upload of the actor's own to the row that will speak for it from now on; again for the same owner changes nothing.
 * Throws `not_found` for a file that is somebody else's, belongs to another row, or is gone.
 */
export async function attachFile(tx: Tx, actor: Actor, id: string, owner: FileOwner): Promise<void> {
	const attached = await tx
		.updateTable('files')
		.set({ owner_type: owner.type, owner_id: owner.id })
		.where('id', '=', id)
		.where((eb) =>
			eb.or([
				eb.and([eb('owner_id', 'is', null), isUploadOf(actor)]),
				eb.and([eb('owner_type', '=', owner.type), eb('owner_id', '=', owner.id)]),
			]),
		)
		.executeTakeFirst();
	if (attached.numUpdatedRows === 0n) throw problem('not_found', { detail: `There is no file ${id} to attach.` });
}

/** As `attachFile` for those of the files that are uploads of the actor's own; leaves the others as they are. */
export async function attachUploads(tx: Tx, actor: Actor, ids: readonly string[], owner: FileOwner): Promise<void> {
	if (ids.length === 0) return;
	await tx
		.updateTable('files')
		.set({ owner_type: owner.type, owner_id: owner.id })
		.where('id', 'in', ids)
		.where('owner_id', 'is', null)
		.where(isUploadOf(actor))
		.execute();
}

const isUploadOf = (actor: Actor) => sql<boolean>`uploaded_by = any (${uploadersOf(actor)})`;

/** Says that the owner needs its files no longer (all, or the one named): the next sweep takes them. */
export async function releaseFiles(tx: Tx, owner: FileOwner, id?: string): Promise<void> {
	await tx
		.updateTable('files')
		.set({ owner_type: null, owner_id: null, uploaded_by: 'nobody' })
		.where('owner_type', '=', owner.type)
		.where('owner_id', '=', owner.id)
		.$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
		.execute();
}
