import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { record } from '#core/events/record.ts';
import { newId } from '#core/ids.ts';
import { now } from '#core/transaction.ts';
import { feeWaived } from '../events.ts';
import type { Money, OwedReason } from '../kinds.ts';
import { canArrange } from '../policy.ts';
import type { VisitRow } from './lock-visit.ts';
import '../tables.ts';

/** Notes what somebody owes for changing their mind late. Taking the money is not our business here. */
export async function owe(tx: Tx, visit: VisitRow, reason: OwedReason, fee: Money | null): Promise<void> {
	if (!fee) return;
	const owed = { id: newId(now(tx)), customer_id: visit.customer_id, visit_id: visit.id, reason, ...fee };
	await tx
		.insertInto('amounts_owed')
		.values({ ...owed, state: 'owed', created_at: now(tx) })
		.execute();
}

/** Lets somebody off. Once more changes nothing. Throws `not_found`. */
export async function waiveAmount(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canArrange(actor), actor);
	const owed = await tx.selectFrom('amounts_owed').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
	if (!owed) throw problem('not_found', { detail: 'There is no such amount.' });
	if (owed.state === 'waived') return;
	await tx.updateTable('amounts_owed').set({ state: 'waived' }).where('id', '=', id).execute();
	const payload = { amount_id: id, reason: owed.reason };
	await record(tx, actor, feeWaived, { subject: owed.visit_id, customer: owed.customer_id, payload });
}
