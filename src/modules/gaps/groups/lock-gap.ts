import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import '../tables.ts';

/** A gap that stands for itself, locked. Throws `not_found`, and `conflict` for one that was merged into another. */
export async function lockGap(tx: Tx, id: string) {
	const gap = await tx.selectFrom('gaps').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
	if (!gap) throw problem('not_found');
	if (gap.root_id !== id) throw problem('conflict', { detail: 'This gap was merged into another.' });
	return gap;
}
