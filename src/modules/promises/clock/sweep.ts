import type { Db } from '#core/db.ts';
import type { JobKind } from '#core/jobs.ts';
import type { Clock } from '#core/time.ts';
import { type Stepping, stepPromise } from './step.ts';

const BATCH = 500;

type Sweeping = Stepping & { database: { db: Db }; clock: Clock };

export function sweepPromisesJob(parts: Sweeping): JobKind<object> {
	return {
		name: 'promises.sweep',
		retries: 0,
		every: '* * * * *',
		handle: async () => void (await sweepPromises(parts)),
	};
}

/** The net under the jobs: whatever is due and was not done, as after a restore, a job that was lost, or a machine whose clock goes wrong. Answers how many. */
export async function sweepPromises({ database, clock, ...parts }: Sweeping): Promise<number> {
	const due = await database.db
		.selectFrom('promises')
		.select('id')
		.where('state', '=', 'running')
		.where('next_at', '<=', clock())
		.orderBy('next_at')
		.limit(BATCH)
		.execute();
	for (const { id } of due) await stepPromise(parts, id);
	return due.length;
}
