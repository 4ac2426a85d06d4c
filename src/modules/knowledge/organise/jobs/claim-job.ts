import type { Selectable } from 'kysely';
import * as claims from '#core/claims.ts';
import type { Tables, Tx } from '#core/db.ts';
import type { Transact } from '#core/transaction.ts';
import '../tables.ts';
import type { JobReport } from '../tables.ts';

export type ClaimedJob = Selectable<Tables['knowledge_jobs']>;

/** The oldest that waits, or whose worker died, now in our hands. */
export const claimJob = (tx: Tx): Promise<ClaimedJob | undefined> => claims.claimOldest(tx, 'knowledge_jobs');

/** Says that it goes on, and how far it is. Answers whether it should: somebody may have cancelled it, or another taken it over. */
export function keepClaim(
	transact: Transact,
	job: ClaimedJob,
	progress: { done?: number; total?: number; report?: JobReport } = {},
): Promise<boolean> {
	const { report, ...counts } = progress;
	const said = { ...counts, ...(report && { report: JSON.stringify(report) }) };
	return transact(async (tx) => {
		const isOurs = await claims.keepClaim(tx, 'knowledge_jobs', job);
		if (Object.keys(said).length > 0)
			await tx
				.updateTable('knowledge_jobs')
				.set(said)
				.where('id', '=', job.id)
				.where('attempts', '=', job.attempts)
				.where('state', '=', 'running')
				.execute();
		return isOurs;
	});
}

/** Renews the claim while something takes long; `stop` ends that. */
export const renewing = (transact: Transact, job: ClaimedJob) => claims.renewing(() => keepClaim(transact, job));
