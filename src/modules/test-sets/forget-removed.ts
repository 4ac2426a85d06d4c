import type { JobKind } from '#core/jobs.ts';
import { now, type Transact } from '#core/transaction.ts';
import './tables.ts';

const KEPT_MS = 30 * 86_400_000;

/** What was removed a month ago goes for good. */
export const forgetRemovedJob = ({ transact }: { transact: Transact }): JobKind<object> => ({
	name: 'test-sets.forget-removed',
	retries: 0,
	every: '53 3 * * *',
	handle: () => forgetRemoved(transact),
});

export async function forgetRemoved(transact: Transact): Promise<void> {
	await transact(async (tx) => {
		const before = new Date(now(tx).getTime() - KEPT_MS);
		for (const table of ['test_sets', 'test_questions'] as const)
			await tx.deleteFrom(table).where('removed_at', '<', before).execute();
	});
}
