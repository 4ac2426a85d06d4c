import { type Actor, authorise } from '#core/access.ts';
import type { Tx } from '#core/db.ts';
import { problem } from '#core/errors.ts';
import { now } from '#core/transaction.ts';
import { canWriteTests } from '../policy.ts';
import '../tables.ts';

/** Asks a run to stop after what it has in hand; what was asked stays. Throws `not_found`, and `conflict` when it has ended. */
export async function cancelRun(tx: Tx, actor: Actor, id: string): Promise<void> {
	authorise(canWriteTests(actor), actor);
	const run = await tx.selectFrom('test_runs').select('state').where('id', '=', id).forUpdate().executeTakeFirst();
	if (!run) throw problem('not_found', { detail: 'There is no such run.' });
	if (run.state !== 'waiting' && run.state !== 'running') throw problem('conflict', { detail: 'It has ended.' });
	const ended = run.state === 'waiting' ? { state: 'cancelled' as const, finished_at: now(tx) } : {};
	await tx
		.updateTable('test_runs')
		.set({ cancel_asked_at: now(tx), ...ended })
		.where('id', '=', id)
		.execute();
}
