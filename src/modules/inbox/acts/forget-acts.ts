import type { JobKind } from '#core/jobs.ts';
import { now, type Transact } from '#core/transaction.ts';
import '../tables.ts';

const KEPT_MS = 30 * 86_400_000;

/** What was done to many a month ago is no longer undone: how everything was before goes. */
export const forgetActsJob = ({ transact }: { transact: Transact }): JobKind<object> => ({
	name: 'inbox.forget-acts',
	retries: 0,
	every: '57 3 * * *',
	handle: () => forgetActs(transact),
});

export async function forgetActs(transact: Transact): Promise<void> {
	await transact(async (tx) => {
		const before = new Date(now(tx).getTime() - KEPT_MS);
		await tx.deleteFrom('inbox_acts').where('at', '<', before).execute();
	});
}
