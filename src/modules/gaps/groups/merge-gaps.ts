import { sql } from 'kysely';
import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { gapMerged, gapUnmerged } from '../events.ts';
import { canMend } from '../policy.ts';
import '../tables.ts';
import { lockGap } from './lock-gap.ts';
import { recount } from './recount.ts';

/** One gap counts with another from now on; its questions stay its own, so that it can be undone. Throws `conflict` for a gap with itself. */
export async function mergeGap(tx: Tx, actor: Actor, { id, into }: { id: string; into: string }): Promise<void> {
	authorise(canMend(actor), actor);
	if (id === into) throw problem('conflict', { detail: 'A gap cannot be merged with itself.' });
	// In one order, so that two merges the other way round do not wait for each other.
	for (const one of [id, into].toSorted()) await lockGap(tx, one);
	await tx.updateTable('gaps').set({ merged_into: into }).where('id', '=', id).execute();
	await setRoot(tx, id, into);
	await recount(tx, [into]);
	await record(tx, actor, gapMerged, { subject: id, payload: { into } });
}

/** Undoes it. Throws `conflict` where there is nothing to undo. */
export async function unmergeGap(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canMend(actor), actor);
	const gap = await tx.selectFrom('gaps').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
	if (!gap) throw problem('not_found');
	if (!gap.merged_into) throw problem('conflict', { detail: 'This gap is not merged.' });
	await tx.updateTable('gaps').set({ merged_into: null }).where('id', '=', id).execute();
	await setRoot(tx, id, id);
	await recount(tx, [id, gap.root_id]);
	await record(tx, actor, gapUnmerged, { subject: id, payload: {} });
}

/** Of a gap and all that was merged into it, however far down. */
const setRoot = (tx: Tx, id: string, root: string) =>
	sql`
		with recursive part(id) as (
			select ${id}::uuid union select gaps.id from gaps join part on gaps.merged_into = part.id
		)
		update gaps set root_id = ${root} from part where gaps.id = part.id`.execute(tx);
