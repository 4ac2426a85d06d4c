import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { now } from '#core/transaction.ts';
import { gapClosed, gapDismissed, gapReturned } from '../events.ts';
import { canMend } from '../policy.ts';
import '../tables.ts';
import type { GapStatus } from '../tables.ts';
import { lockGap } from './lock-gap.ts';

/** Somebody knows that it is answered. Asked in vain again, it opens again. */
export async function closeGap(tx: Tx, actor: Actor, id: string): Promise<void> {
	await putAway(tx, actor, id, 'closed');
}

/** Not for us to answer; however often it is asked, it stays away. */
export async function dismissGap(tx: Tx, actor: Actor, id: string): Promise<void> {
	await putAway(tx, actor, id, 'dismissed');
}

async function putAway(tx: Tx, actor: Actor, id: string, status: 'closed' | 'dismissed'): Promise<void> {
	authorise(canMend(actor), actor);
	const gap = await lockGap(tx, id);
	if (gap.status === status) return;
	if (gap.status === 'dismissed') throw problem('conflict', { detail: 'This gap was dismissed.' });
	await setStatus(tx, id, status, gap.status);
	await record(tx, actor, status === 'closed' ? gapClosed : gapDismissed, { subject: id, payload: {} });
}

/** Undoes either. Throws `conflict` for a gap that is not put away. */
export async function returnGap(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canMend(actor), actor);
	const { status, status_before } = await lockGap(tx, id);
	if (status !== 'closed' && status !== 'dismissed') throw problem('conflict', { detail: 'This gap is open.' });
	await setStatus(tx, id, status_before ?? 'open', null);
	await record(tx, actor, gapReturned, { subject: id, payload: {} });
}

/** The last question that was left in it found its article. */
export async function closeEmpty(tx: Tx, actor: Actor, gapId: string): Promise<void> {
	const closed = await tx
		.updateTable('gaps')
		.set((eb) => ({
			status: 'closed' as const,
			status_before: eb.ref('status').$castTo<'open' | 'drafted'>(),
			changed_at: now(tx),
		}))
		.where('id', '=', (eb) => eb.selectFrom('gaps as part').select('part.root_id').where('part.id', '=', gapId))
		.where('questions', '=', 0)
		.where('status', 'in', ['open', 'drafted'])
		.returning('id')
		.executeTakeFirst();
	if (closed) await record(tx, actor, gapClosed, { subject: closed.id, payload: {} });
}

const setStatus = (tx: Tx, id: string, status: GapStatus, before: Exclude<GapStatus, 'dismissed'> | null) =>
	tx
		.updateTable('gaps')
		.set({ status, status_before: before, changed_at: now(tx) })
		.where('id', '=', id)
		.execute();
