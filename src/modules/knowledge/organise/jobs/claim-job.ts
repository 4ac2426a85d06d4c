import { type Selectable, sql } from 'kysely';
import type { Tables, Tx } from '#core/db.ts';
import { now, type Transact } from '#core/transaction.ts';
import '../tables.ts';
import type { JobReport } from '../tables.ts';

export type ClaimedJob = Selectable<Tables['knowledge_jobs']>;

/** Whoever is silent for longer has died. */
const CLAIM_MS = 60_000;

/** The oldest that waits, or whose worker died, now in our hands. */
export function claimJob(tx: Tx): Promise<ClaimedJob | undefined> {
	return tx
		.updateTable('knowledge_jobs')
		.set((eb) => ({ state: 'running', claimed_until: until(tx), attempts: eb('attempts', '+', 1) }))
		.where('id', '=', (eb) =>
			eb
				.selectFrom('knowledge_jobs')
				.select('id')
				.where('state', 'in', ['waiting', 'running'])
				.where((or) => or.or([or('claimed_until', 'is', null), or('claimed_until', '<', now(tx))]))
				.orderBy('created_at')
				.limit(1)
				.forUpdate()
				.skipLocked(),
		)
		.returningAll()
		.executeTakeFirst();
}

const until = (tx: Tx) => new Date(now(tx).getTime() + CLAIM_MS);

/** Says that it goes on, and how far it is. Answers whether it should: somebody may have cancelled it, or another taken it over. */
export async function keepClaim(
	transact: Transact,
	{ id, attempts }: ClaimedJob,
	progress: { done?: number; total?: number; report?: JobReport } = {},
): Promise<boolean> {
	const { report, ...counts } = progress;
	const row = await transact((tx) =>
		tx
			.updateTable('knowledge_jobs')
			.set({ claimed_until: until(tx), ...counts, ...(report && { report: JSON.stringify(report) }) })
			.where('id', '=', id)
			.where('attempts', '=', attempts)
			.where('state', '=', 'running')
			.returning(sql<boolean>`cancel_asked_at is null`.as('goes_on'))
			.executeTakeFirst(),
	);
	return row?.goes_on ?? false;
}

/** Renews the claim while something takes long; `stop` ends that. */
export function renewing(transact: Transact, job: ClaimedJob): { stop(): void } {
	const timer = setInterval(() => void keepClaim(transact, job).catch(() => {}), CLAIM_MS / 3);
	return { stop: () => clearInterval(timer) };
}
